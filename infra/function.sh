#!/bin/bash
# Starts the functions from jars in FUNCTION (/var/task), with the AOT cache that train.sh has made. Further options go to the JVM.
set -euo pipefail
function=${FUNCTION:-/var/task}
cache=$function/function.aot
options=("-XX:AOTCache=$cache")
[ -f "$cache" ] || options=("-XX:AOTCacheOutput=$cache")
# The runtime's client has a class loader of its own for what lies in the working directory; the JVM does more ahead of time for its own.
cd "$function/none"
# Where Python's library is.
export LAMBDA_TASK_ROOT=$function
exec java "${options[@]}" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xlog:aot=error \
  --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow --add-opens=java.base/java.lang=ALL-UNNAMED \
  "$@" -cp "$function/function.jar$(printf ':%s' "$function"/lib/*.jar)" \
  com.amazonaws.services.lambda.runtime.api.client.AWSLambda io.forerun.lambda.FunctionHandler::handleRequest
