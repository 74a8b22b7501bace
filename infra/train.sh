#!/bin/bash
# Makes the AOT cache of FUNCTION (/var/task): starts the functions, which run a program while they initialise, and ends them when
# they look for their first invocation where there is none. The JVM writes what it saw as it ends.
set -euo pipefail
log=$(mktemp)
AWS_LAMBDA_RUNTIME_API=127.0.0.1:1 AWS_LAMBDA_FUNCTION_NAME=train AWS_LAMBDA_FUNCTION_VERSION=0 AWS_LAMBDA_FUNCTION_MEMORY_SIZE=2048 \
  AWS_LAMBDA_LOG_GROUP_NAME=train AWS_LAMBDA_LOG_STREAM_NAME=train QUARKUS_FUNQY_EXPORT=run FORERUN_WARM_UP_TIMEOUT=120s \
  "$(dirname "$0")/function.sh" > "$log" 2>&1 &
function=$!
until grep -q 'Failed to get next invocation' "$log"; do
  kill -0 $function 2> /dev/null || { cat "$log"; exit 1; }
  sleep 0.2
done
kill -TERM $function
wait $function || true
grep 'AOTCache creation is complete' "$log" || { cat "$log"; exit 1; }
