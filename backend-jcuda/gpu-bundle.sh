#!/bin/sh
# Packs all that a machine with a GPU needs to check and time the CUDA backend, a Java runtime included:
# backend-jcuda/target/gpu-bundle.tar.xz. There, with NVIDIA's driver and nothing else:
#
#   tar xJf gpu-bundle.tar.xz && sh gpu-bundle/run.sh
#
# FUDE_SHARED there names the folder of reference material, for the golden pictures; without it they are skipped. Where
# they are installed, PyTorch is timed beside it, and compute-sanitizer watches the contract tests.
#
# Needs a JDK with jlink on this machine, in JAVA_HOME or on the path.
set -eu
cd "$(dirname "$0")/.."

bundle=backend-jcuda/target/gpu-bundle
modules=java.base,java.desktop,java.logging,java.management,java.xml,jdk.incubator.vector,jdk.management,jdk.unsupported
jlink=${JAVA_HOME:+$JAVA_HOME/bin/}jlink

rm -rf "$bundle"
mkdir -p "$bundle/lib" "$bundle/classes" "$bundle/backend-jcuda" "$bundle/training"
./mvnw -q -ntp -B package -pl cli,backend-jcuda,benchmarks -am -Pgpu-bundle -DskipTests -Dmaven.source.skip=true \
  -Dfude.werror=false -Dfude.bundle.lib="$PWD/$bundle/lib"
for module in core model testkit ops painter style-ink weights-converter cli backend-jcuda benchmarks; do
  cp -r "$module/target/classes" "$bundle/classes/$module"
done
cp -r backend-jcuda/target/test-classes "$bundle/classes/tests"
cp samples/harbour.png "$bundle"
cp backend-jcuda/pytorch_times.py "$bundle/backend-jcuda"
cp training/network.py "$bundle/training"
# What is here as classes, and the rivals of the benchmarks.
rm -f "$bundle"/lib/fude-*.jar "$bundle"/lib/onnxruntime-*.jar "$bundle"/lib/jcuda-natives-*-windows-*.jar
"$jlink" --add-modules "$modules" --strip-debug --no-header-files --no-man-pages --output "$bundle/java"

cat >"$bundle/run.sh" <<'RUN'
#!/bin/sh
# Checks the CUDA backend on this machine's GPU and times it.
set -eu
cd "$(dirname "$0")"
classes=$(printf '%s:' classes/*)
java="java/bin/java --add-modules jdk.incubator.vector --enable-native-access=ALL-UNNAMED -Xmx8g
  -Dfude.shared=${FUDE_SHARED:-none} -cp $classes:lib/*"

fude() { $java dev.fude.cli.Main "$@"; }

# tests PATTERN [COMMAND...]: the tests whose class fits the pattern, under a command.
tests() {
  pattern=$1
  shift
  "$@" $java org.junit.platform.console.ConsoleLauncher execute --disable-banner --details=summary --include-tag=gpu \
    --include-classname=".*$pattern.*" --select-package=dev.fude.backend.jcuda
}

fude backends
for options in "--backend cuda" "--backend cuda --fp16" "--backend simd"; do
  fude stylize harbour.png -o "harbour$(echo "$options" | tr -d ' ').png" --overwrite $options
done
tests OnDevice
$java org.openjdk.jmh.Main WholePicture -f 1 -p engine=fude-cuda,fude-cuda-fp16,fude-simd -p size=256,512,1024 -p threads=0
if python3 -c 'import torch' 2>/dev/null; then
  python3 backend-jcuda/pytorch_times.py
fi
if command -v compute-sanitizer >/dev/null; then
  for tool in memcheck racecheck synccheck initcheck; do
    tests OnDeviceContract compute-sanitizer --tool "$tool" --error-exitcode 1
  done
fi
RUN
tar -C backend-jcuda/target -cJf backend-jcuda/target/gpu-bundle.tar.xz gpu-bundle
ls -l backend-jcuda/target/gpu-bundle.tar.xz
