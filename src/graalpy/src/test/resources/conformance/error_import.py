import json
import does_not_exist
