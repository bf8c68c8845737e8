#!/bin/sh
# Compiles the CUDA kernels to PTX, the text that travels in the jar and that NVIDIA's driver assembles for its GPU.
#
#   sh ptx.sh           writes src/main/resources/dev/fude/backend/jcuda/*.ptx
#   sh ptx.sh --check   fails if those files are not what the sources give
#
# Needs clang 14, no CUDA toolkit: the kernels include no header of NVIDIA's. Another version of clang gives other text.
# The two PTX versions are the oldest that have what the kernels use, so that old drivers take them too.
set -eu
cd "$(dirname "$0")"

resources=src/main/resources/dev/fude/backend/jcuda

if ! command -v clang-14 >/dev/null; then
  echo "ptx: clang-14 is not installed (Debian and Ubuntu: apt-get install clang-14)" >&2
  [ "${1:-}" = --check ] && echo "ptx: NOT CHECKED" >&2 && exit 0
  exit 1
fi

# compile NAME ARCHITECTURE PTX_VERSION FILE
compile() {
  clang-14 -x cuda --cuda-device-only --cuda-gpu-arch="$2" -Xclang -target-feature -Xclang "+$3" \
    --cuda-path=/nonexistent -nocudainc -nocudalib -std=c++17 -O3 -fno-strict-aliasing -Werror \
    -S "src/main/cuda/$1.cu" -o - | sed '/^\t*\/\//d; /^$/d' >"$4"
}

target=$resources
if [ "${1:-}" = --check ]; then
  target=$(mktemp -d)
  trap 'rm -rf "$target"' EXIT
fi
compile fp32 sm_60 ptx60 "$target/fp32.ptx"
compile fp16 sm_80 ptx70 "$target/fp16.ptx"

if [ "$target" != "$resources" ]; then
  for name in fp32 fp16; do
    if ! cmp "$target/$name.ptx" "$resources/$name.ptx"; then
      echo "ptx: $name.ptx is not what the sources give; run sh backend-jcuda/ptx.sh and commit" >&2
      exit 1
    fi
  done
  echo "ptx: both files are what the sources give"
fi
