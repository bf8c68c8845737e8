#!/bin/sh
# jHDF reads a network's bfloat16 numbers as halves: 1 becomes 1.875, and -0.001 becomes -0.81.
#
# A float in an HDF5 file says where its sign, its exponent and its mantissa lie, and what the exponent is counted from
# (HDF5 File Format Specification, datatype message, class 1), so that any format can be stored: bfloat16 is one of 16
# bits whose exponent has 8, counted from 127. The library, and h5py by it, convert by that description. jHDF, a reader
# in Java alone, goes by the number of bits: what has 16 is a half. A network's weights then keep their signs and their
# order of size, but what lay between 1e-9 and 300 lies between 0.1 and 4, and nothing is said.
#
# Seen with io.jhdf:jhdf 0.9.4 and h5py 3.16.0, one file with the numbers 1 -2 0.5 3.141 300 -0.001 three times:
#   as 32 bits and as half:                       h5py and jHDF 1 -2 0.5 3.141 300 -0.001
#   as bfloat16: h5py 1 -2 0.5 3.141 300 -0.001   jHDF 1.875 -2 1.75 2.143 3.793 -0.814
# For us: HDF5 is not read here, and the formats that are name their kinds of numbers. Whoever gets weights out of HDF5
# in Java looks first at the type's description, or has h5py convert them to 32 bits.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

python3 -m venv packages
packages/bin/pip install -q h5py==3.16.0 numpy==2.4.6

cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>bfloat</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>io.jhdf</groupId>
      <artifactId>jhdf</artifactId>
      <version>0.9.4</version>
    </dependency>
    <dependency>
      <groupId>org.slf4j</groupId>
      <artifactId>slf4j-nop</artifactId>
      <version>1.7.36</version>
    </dependency>
  </dependencies>
</project>
POM
mvn -B -ntp -q org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy-dependencies -DoutputDirectory=lib

cat >write.py <<'PYTHON'
import h5py
import numpy

NUMBERS = numpy.array([1, -2, 0.5, 3.140625, 300, -0.001], numpy.float32)

with h5py.File("weights.h5", "w") as file:
    file["float32"] = NUMBERS
    file["half"] = NUMBERS.astype(numpy.float16)
    kind = h5py.h5t.IEEE_F16LE.copy()
    kind.set_fields(15, 7, 8, 0, 7)  # sign; exponent and its bits; mantissa and its bits
    kind.set_ebias(127)
    space = h5py.h5s.create_simple(NUMBERS.shape)
    upper = (NUMBERS.view(numpy.uint32) >> 16).astype(numpy.uint16)
    h5py.h5d.create(file.id, b"bfloat16", kind, space).write(h5py.h5s.ALL, h5py.h5s.ALL, upper, mtype=kind)
with h5py.File("weights.h5") as file:
    for name in ("float32", "half", "bfloat16"):
        print(f"h5py, {name}:", " ".join(f"{value:.3f}" for value in file[name].astype("f4")[()]))
PYTHON
cat >Read.java <<'JAVA'
import io.jhdf.HdfFile;
import java.nio.file.Path;
import java.util.Locale;

class Read {
  public static void main(String[] args) {
    try (HdfFile file = new HdfFile(Path.of("weights.h5"))) {
      for (String name : new String[] {"float32", "half", "bfloat16"}) {
        StringBuilder row = new StringBuilder("jHDF, " + name + ":");
        for (float value : (float[]) file.getDatasetByPath(name).getData()) {
          row.append(String.format(Locale.ROOT, " %.3f", value));
        }
        System.out.println(row);
      }
    }
  }
}
JAVA
said="$(packages/bin/python write.py)
$(java -cp 'lib/*' Read.java)"
echo "$said"
if [ "$said" = "h5py, float32: 1.000 -2.000 0.500 3.141 300.000 -0.001
h5py, half: 1.000 -2.000 0.500 3.141 300.000 -0.001
h5py, bfloat16: 1.000 -2.000 0.500 3.141 300.000 -0.001
jHDF, float32: 1.000 -2.000 0.500 3.141 300.000 -0.001
jHDF, half: 1.000 -2.000 0.500 3.141 300.000 -0.001
jHDF, bfloat16: 1.875 -2.000 1.750 2.143 3.793 -0.814" ]; then
  echo "PASS: 16 bits are taken for a half"
else
  echo "CHANGED: see above, and the head of this script"
  exit 1
fi
