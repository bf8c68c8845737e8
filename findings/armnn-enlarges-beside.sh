#!/bin/sh
# Arm NN of Debian moves what a TFLite network enlarges: `half_pixel_centers` of the file is passed over.
#
# A resize of TFLite says by `align_corners` and `half_pixel_centers` where the pixels of the one picture lie on the other
# (the schema's ResizeBilinearOptions and ResizeNearestNeighborOptions). TensorFlow 2's `tf.image.resize`, and with it
# Keras's UpSampling2D of "bilinear", sets the second. Arm NN's own layer has both settings (`m_HalfPixelCenters`), but its
# reader of TFLite does not hand the second over: pixels lie as if the left upper corners of both pictures were the places
# of their first pixels. Twice as large, the picture is half a pixel of the result too far to the left and above, and its last
# column is there twice. Of `nearest` both words are passed over. Networks that say neither, as of TensorFlow 1, are right.
#
# Seen with Arm NN 20.08-12 of Debian 12 (pyarmnn, CpuRef) beside tensorflow-cpu 2.21.0's TFLite; a row of 0 1 2 3:
#   bilinear, 8 columns, neither:        both 0 0.5 1 1.5 2 2.5 3 3
#   bilinear, 8 columns, align_corners:  both 0 0.43 0.86 1.29 1.71 2.14 2.57 3
#   bilinear, 8 columns, half_pixel:     TFLite 0 0.25 0.75 1.25 1.75 2.25 2.75 3    Arm NN 0 0.5 1 1.5 2 2.5 3 3
#   nearest, 6 columns, neither:         both 0 0 1 2 2 3
#   nearest, 6 columns, half_pixel:      TFLite 0 1 1 2 3 3                          Arm NN 0 0 1 2 2 3
#   nearest, 6 columns, align_corners:   TFLite 0 1 1 2 2 3                          Arm NN 0 0 1 2 2 3
# For us: both words of a TFLite file are obeyed here. Who sees the same network's picture moved by Arm NN looks there.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

apt-get -qq -o APT::Sandbox::User= download python3-pyarmnn=20.08-12 libarmnn22=20.08-12 libarmnntfliteparser22=20.08-12 \
  libarmnn-cpuref-backend22=20.08-12 libflatbuffers2 2>apt.log || { cat apt.log >&2; exit 2; }
for package in *.deb; do
  dpkg -x "$package" debian
done
# Debian 12's pyarmnn is for Python 3.11.
python3.11 -m venv packages
packages/bin/pip install -q tensorflow-cpu==2.21.0

cat >write.py <<'PYTHON'
import numpy
import tensorflow as tf

ROW = numpy.arange(4, dtype=numpy.float32).reshape(1, 1, 4, 1).repeat(2, 1)
WORDS = {"neither": {}, "half_pixel": {"half_pixel_centers": True}, "align_corners": {"align_corners": True}}
RESIZES = {"bilinear": (tf.raw_ops.ResizeBilinear, 8), "nearest": (tf.raw_ops.ResizeNearestNeighbor, 6)}


def network(resize, width, words):
    """A TFLite file that makes a picture of 2 x 4 one of 4 x width."""
    @tf.function(input_signature=[tf.TensorSpec(ROW.shape, tf.float32)])
    def larger(x):
        return resize(images=x, size=[4, width], **words)

    return tf.lite.TFLiteConverter.from_concrete_functions([larger.get_concrete_function()], larger).convert()


def by_tflite(file):
    interpreter = tf.lite.Interpreter(model_content=file)
    interpreter.allocate_tensors()
    interpreter.set_tensor(interpreter.get_input_details()[0]["index"], ROW)
    interpreter.invoke()
    return interpreter.get_tensor(interpreter.get_output_details()[0]["index"])


for mode, (resize, width) in RESIZES.items():
    for name, words in WORDS.items():
        file = network(resize, width, words)
        with open(f"{mode}-{name}.tflite", "wb") as written:
            written.write(file)
        numpy.save(f"{mode}-{name}.npy", by_tflite(file))
PYTHON
cat >compare.py <<'PYTHON'
import sys

import numpy
import pyarmnn

ROW = numpy.arange(4, dtype=numpy.float32).reshape(1, 1, 4, 1).repeat(2, 1)
options = pyarmnn.CreationOptions()
options.m_DynamicBackendsPath = sys.argv[1]  # a whole path
runtime = pyarmnn.IRuntime(options)


def by_armnn(file):
    parser = pyarmnn.ITfLiteParser()
    network = parser.CreateNetworkFromBinaryFile(file)
    x = parser.GetNetworkInputBindingInfo(0, parser.GetSubgraphInputTensorNames(0)[0])
    y = parser.GetNetworkOutputBindingInfo(0, parser.GetSubgraphOutputTensorNames(0)[0])
    backends = [pyarmnn.BackendId("CpuRef")]
    optimised, _ = pyarmnn.Optimize(network, backends, runtime.GetDeviceSpec(), pyarmnn.OptimizerOptions())
    number, _ = runtime.LoadNetwork(optimised)
    outputs = pyarmnn.make_output_tensors([y])
    runtime.EnqueueWorkload(number, pyarmnn.make_input_tensors([x], [ROW]), outputs)
    return pyarmnn.workload_tensors_to_ndarray(outputs)[0]


def row(result):
    return " ".join(f"{round(float(number), 2):g}" for number in result[0, 0, :, 0])


for mode in ("bilinear", "nearest"):
    for name in ("neither", "half_pixel", "align_corners"):
        tflite, armnn = numpy.load(f"{mode}-{name}.npy"), by_armnn(f"{mode}-{name}.tflite")
        print(f"{mode}, {name}: TFLite {row(tflite)}, Arm NN {row(armnn)}")
PYTHON
packages/bin/python write.py >written 2>&1 || { cat written >&2; exit 2; }
libraries=$folder/debian/usr/lib/x86_64-linux-gnu
said=$(PYTHONPATH=debian/usr/lib/python3/dist-packages LD_LIBRARY_PATH=$libraries \
  packages/bin/python compare.py "$libraries/armnn22" 2>errors) || { cat errors >&2; exit 2; }
echo "$said"
cat >expected <<'SEEN'
bilinear, neither: TFLite 0 0.5 1 1.5 2 2.5 3 3, Arm NN 0 0.5 1 1.5 2 2.5 3 3
bilinear, half_pixel: TFLite 0 0.25 0.75 1.25 1.75 2.25 2.75 3, Arm NN 0 0.5 1 1.5 2 2.5 3 3
bilinear, align_corners: TFLite 0 0.43 0.86 1.29 1.71 2.14 2.57 3, Arm NN 0 0.43 0.86 1.29 1.71 2.14 2.57 3
nearest, neither: TFLite 0 0 1 2 2 3, Arm NN 0 0 1 2 2 3
nearest, half_pixel: TFLite 0 1 1 2 3 3, Arm NN 0 0 1 2 2 3
nearest, align_corners: TFLite 0 1 1 2 2 3, Arm NN 0 0 1 2 2 3
SEEN
if [ "$said" = "$(cat expected)" ]; then
  echo "PASS: half_pixel_centers, and align_corners of nearest, are passed over"
else
  echo "CHANGED: see above, and the head of this script"
  exit 1
fi
