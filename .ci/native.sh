#!/usr/bin/env bash
# Builds the functions natively and runs their suite on the binary. Uses GRAALVM_HOME or the native-image on the path; where
# there is neither, assembles a builder for tests if its kit lies beside the clone; else says that it does nothing.
set -euo pipefail
cd "$(dirname "$0")/.."

kit=../shared/native-image
if [ -z "${GRAALVM_HOME:-}" ] && ! command -v native-image > /dev/null; then
  if [ ! -x "$kit/assemble.sh" ] && [ ! -f "$kit/assemble.sh" ]; then
    echo "No native-image, no GRAALVM_HOME and no builder kit: the native build is skipped."
    exit 0
  fi
  missing=()
  for package in gcc zlib1g-dev libffi-dev; do
    dpkg -s "$package" > /dev/null 2>&1 || missing+=("$package")
  done
  if [ "${#missing[@]}" -gt 0 ]; then
    apt-get update -qq
    apt-get install -y -qq "${missing[@]}"
  fi
  export GRAALVM_HOME="$PWD/target/native-image"
  MVN="$PWD/mvnw" bash "$kit/assemble.sh" "$GRAALVM_HOME"
fi

# -Ob: the image is built in half the time and is good enough to be tested.
./mvnw --batch-mode verify -Dnative -Dnative.http=false -Djvm.http=true -pl native-tests -am \
  -DskipUnitTests=true -Dit.test=FunctionIT,StorageIT,WorkflowIT -Dfailsafe.failIfNoSpecifiedTests=false \
  -Dspotless.goal=check -Dnative.build.args=-Ob
