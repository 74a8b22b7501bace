#!/usr/bin/env bash
# Tests Forerun's additions to mvnw against fake JDKs, a fake archive and a fake installed mvn: no network, a second or two.
set -uo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
passed=0 failed=0

# A machine with nothing on it but a project, plain commands and an archive that serves one small Maven, 9.9.9.
new_machine() {
  machine=$(mktemp -d "$scratch/machine.XXXX")
  mkdir -p "$machine"/{bin,home,jvm,project/.mvn/wrapper,archive/apache-maven-9.9.9/bin}
  local tool
  for tool in awk basename cat cp dirname env gzip ls mkdir mktemp mv printf rm sed sh sha256sum tar touch tr uname; do
    ln -s "$(type -P "$tool")" "$machine/bin/$tool"
  done
  cp "$root/mvnw" "$machine/project/"
  write archive/apache-maven-9.9.9/bin/mvn 'echo "maven $* on $JAVA_HOME"'
  tar czf "$machine/archive/apache-maven-9.9.9-bin.tar.gz" -C "$machine/archive" apache-maven-9.9.9
  # Not a zip, but with another sum than the tar.gz; only the fake unzip opens it.
  (cat "$machine/archive/apache-maven-9.9.9-bin.tar.gz"; echo) >"$machine/archive/apache-maven-9.9.9-bin.zip"
  cat >"$machine/project/.mvn/wrapper/maven-wrapper.properties" <<PROPERTIES
distributionUrl=https://archive.invalid/dist/maven/maven-3/9.9.9/binaries/apache-maven-9.9.9-bin.zip
distributionSha256Sum=$(sum "$machine/archive/apache-maven-9.9.9-bin.zip")
distributionSha256SumTarGz=$(sum "$machine/archive/apache-maven-9.9.9-bin.tar.gz")
PROPERTIES
  write bin/unzip 'gzip -dcq "$2" 2>/dev/null | tar x -C "$4"'
}

sum() { sha256sum "$1" | cut -d' ' -f1; }

# write FILE TEXT: an executable script on the machine
write() {
  printf '#!/bin/sh\n%s\n' "$2" >"$machine/$1"
  chmod +x "$machine/$1"
}

# jdk FOLDER VERSION: a JDK that does nothing but say its version; it is also a Java that cannot download
jdk() {
  mkdir -p "$machine/$1/bin"
  write "$1/bin/javac" "[ \$1 != -version ] || echo 'javac $2'"
  write "$1/bin/java" "case \$1 in -Xshow*) echo '    java.home = $machine/$1' >&2 ;; *) exit 1 ;; esac"
}

on_path() { ln -s "$machine/$1/bin/java" "$machine/bin/java"; }
archive_reached() {
  write bin/curl "while [ \$1 != -o ]; do shift; done
cp $machine/archive/\${3##*/} \$2"
}
archive_unreachable() { write bin/curl 'exit 7'; write bin/wget 'exit 4'; }
mvn_installed() {
  write bin/mvn "echo \"\$*\" >>$machine/mvn.calls
for argument; do
  case \$argument in
  -Dartifact=org.apache.maven:apache-maven:9.9.9:*:bin) type=\${argument%:bin} ;;
  -DoutputDirectory=*) folder=\${argument#*=} ;;
  esac
done
cp $machine/archive/apache-maven-9.9.9-bin.\${type##*:} \$folder"
}

# mvnw [NAME=VALUE...]: runs "./mvnw goal" on the machine with those variables; leaves $out, $err and $status
mvnw() {
  out=$(cd "$machine/project" && env -i PATH="$machine/bin" HOME="$machine/home" MVNW_JDKS="$machine/jvm" "$@" \
    /bin/sh ./mvnw goal 2>"$machine/err" </dev/null)
  status=$?
  err=$(cat "$machine/err")
}

# check WHAT COMMAND...: counts the command's success
check() {
  local what=$1
  shift
  if "$@"; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    printf 'FAILED: %s\n  status %s\n  out: %s\n  err: %s\n' "$what" "$status" "$out" "$err"
  fi
}

runs_on() { [ "$status" = 0 ] && [ "$out" = "maven goal on $machine/$1" ] && [ -z "$err" ]; }
refuses_with() { [ "$status" != 0 ] && [ -z "$out" ] && [[ $err == *"$1"* ]]; }
one_sentence() { refuses_with "JDK 25" && [[ $err == *JAVA_HOME* ]] && [ "$(wc -l <"$machine/err")" = 1 ]; }
mvn_not_asked() { [ ! -e "$machine/mvn.calls" ]; }
nothing_installed() { [ ! -e "$machine/home/.m2/wrapper/dists/apache-maven-9.9.9"/*/bin/mvn ]; }

new_machine; archive_reached
jdk old 17.0.15; jdk jvm/temurin-25-jdk 25.0.3; jdk elsewhere/26 26; on_path old
mvnw;                                     check "a JDK 25 among the system's beats the default 17" runs_on jvm/temurin-25-jdk
mvnw JAVA_HOME="$machine/old";            check "it beats a JAVA_HOME of 17" runs_on jvm/temurin-25-jdk
mvnw JAVA_HOME="$machine/nowhere";        check "it beats a JAVA_HOME that is gone" runs_on jvm/temurin-25-jdk
mvnw JAVA_HOME="$machine/elsewhere/26";   check "a newer JAVA_HOME is kept" runs_on elsewhere/26

new_machine; archive_reached
jdk default 25; jdk jvm/temurin-25-jdk 25.0.3; on_path default
mvnw;                                     check "a JDK 25 on the PATH beats the system's" runs_on default

new_machine; archive_reached
jdk jvm/jdk-17.0.25 17.0.25; jdk "home/.sdkman/candidates/java/25.0.1-tem" 25.0.1
mvnw;                                     check "a folder's name is not taken for its version" runs_on home/.sdkman/candidates/java/25.0.1-tem

new_machine; archive_reached; mvn_installed
jdk old 17.0.15; jdk jvm/java-17 17.0.15; on_path old
mvnw;                                     check "without a JDK 25 one sentence says what to do" one_sentence
                                          check "and nothing is fetched" nothing_installed

new_machine; archive_reached; mvn_installed; jdk jvm/25 25
mvnw;                                     check "the archive serves Maven" runs_on jvm/25
                                          check "and an installed mvn is not asked" mvn_not_asked

new_machine; archive_unreachable; mvn_installed; jdk jvm/25 25
mvnw;                                     check "an installed mvn gets Maven where the archive is out of reach" runs_on jvm/25
rm "$machine/bin/mvn"
mvnw;                                     check "once, and for good" runs_on jvm/25

new_machine; archive_unreachable; rm "$machine/bin/wget"; mvn_installed; jdk jvm/25 25
mvnw;                                     check "also when curl has tried" runs_on jvm/25

new_machine; mvn_installed; jdk jvm/25 25
mvnw;                                     check "also when Java has tried" runs_on jvm/25

new_machine; archive_unreachable; mvn_installed; rm "$machine/bin/unzip"; jdk jvm/25 25
mvnw;                                     check "as tar.gz where there is no unzip" runs_on jvm/25

new_machine; archive_unreachable; mvn_installed; jdk jvm/25 25
echo tampered >>"$machine/archive/apache-maven-9.9.9-bin.zip"
mvnw;                                     check "a distribution with another sum is refused" refuses_with "SHA-256"
                                          check "and not installed" nothing_installed

new_machine; archive_unreachable; jdk jvm/25 25
mvnw;                                     check "with no archive and no mvn the address is named" refuses_with "archive.invalid"

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
