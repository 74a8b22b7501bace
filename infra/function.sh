#!/bin/bash
# Starts the functions from jars in FUNCTION (/function), with the AOT cache that train.sh has made. Further options go to the JVM.
set -euo pipefail
function=${FUNCTION:-/function}
cache=$function/function.aot
options=("-XX:AOTCache=$cache")
[ -f "$cache" ] || options=("-XX:AOTCacheOutput=$cache")
# All jars in the order in which the cache was made. The client would load what it does not find from LAMBDA_TASK_ROOT.
export LAMBDA_TASK_ROOT=${LAMBDA_TASK_ROOT:-$function/none}
exec java "${options[@]}" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xlog:aot=error \
  --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow --add-opens=java.base/java.lang=ALL-UNNAMED \
  "$@" -cp "$function/function.jar:$(printf '%s:' "$function"/lib/*.jar)" \
  com.amazonaws.services.lambda.runtime.api.client.AWSLambda io.forerun.lambda.FunctionHandler::handleRequest
