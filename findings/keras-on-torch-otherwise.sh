#!/bin/sh
# The same Keras network makes another picture on PyTorch than on TensorFlow, and the same blur blurs one way only.
#
# Keras 3 computes by TensorFlow, JAX or PyTorch, whichever it is told, and a saved network of its own layers is loaded
# on any. Three of what pictures are made of are not the same there, and nothing is said:
#   - AveragePooling2D, padding "same": TensorFlow takes the mean of those pixels of a window that are there; the
#     PyTorch backend repeats the last row and column for margins, and takes them into the mean.
#   - UpSampling2D and Resizing, "bicubic": TensorFlow's cubic has Keys' coefficient, -0.5, PyTorch's has -0.75: lines
#     overshoot more.
#   - ops.image.gaussian_blur(images): its documentation says that pictures are (batch, height, width, channels) if
#     nothing else is said. The PyTorch backend takes them for (batch, channels, height, width) then: it blurs along
#     rows and across the colours, not down the columns, and light is lost beyond the first and last colour. With
#     data_format="channels_last" it is right.
#
# Seen with Keras 3.15.1, TensorFlow 2.21.0, PyTorch 2.13.0; the networks were saved on TensorFlow and loaded on both:
#   mean of 3 at stride 2 of the row 1 to 8:  TensorFlow 2 4 6 7.5                  PyTorch 2 4 6 7.667
#   bicubic, the row 0 1 1 0 twice as large:  TensorFlow -0.088 0.19 0.779 1.094 .. PyTorch -0.105 0.227 0.773 1.141 ..
#   a grey pixel of 1 blurred, its column:    TensorFlow 0 0.124 0.204 0.124 0      PyTorch 0 0 0.204 0 0
#   all its light:                            TensorFlow 1                          PyTorch 0.452
# For us: a Keras network means what it meant where it was trained, and its file does not say where. Those of
# TensorFlow.js come from TensorFlow; a picture that Keras makes on PyTorch is no reference for them.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

python3 -m venv packages
packages/bin/pip install -q keras==3.15.1 tensorflow-cpu==2.21.0 torch==2.13.0 numpy==2.4.6
export KERAS_HOME="$folder" TF_CPP_MIN_LOG_LEVEL=3

cat >save.py <<'PYTHON'
import keras

mean = keras.layers.AveragePooling2D(3, 2, padding="same")
cubic = keras.layers.UpSampling2D(2, interpolation="bicubic")
keras.Sequential([keras.Input((8, 8, 1)), mean]).save("mean.keras")
keras.Sequential([keras.Input((4, 4, 1)), cubic]).save("cubic.keras")
PYTHON

cat >run.py <<'PYTHON'
import keras
import numpy


def columns(row):
    """A picture whose every row is the one that is given: (1, height, width, 1)."""
    return numpy.tile(numpy.array(row, numpy.float32), (len(row), 1)).reshape(1, len(row), len(row), 1)


def told(values):
    return " ".join(f"{value + 0:.3f}".rstrip("0").rstrip(".") for value in values)


def array(result):
    return keras.ops.convert_to_numpy(result)


backend = keras.config.backend()
for name, row in (("mean", range(1, 9)), ("cubic", (0, 1, 1, 0))):
    result = array(keras.saving.load_model(f"{name}.keras")(columns(row)))
    print(f"{name}, {backend}: {told(result[0, 1, :, 0])}")
pixel = numpy.zeros((1, 5, 5, 1), numpy.float32)
pixel[0, 2, 2] = 1
for name, more in (("blur", {}), ("blur of channels_last", {"data_format": "channels_last"})):
    blurred = array(keras.ops.image.gaussian_blur(pixel, **more))
    print(f"{name}, {backend}: {told(blurred[0, :, 2, 0])}, all its light {told([blurred.sum()])}")
PYTHON
KERAS_BACKEND=tensorflow packages/bin/python save.py 2>save.log || { cat save.log >&2; exit 2; }
for backend in tensorflow torch; do
  KERAS_BACKEND=$backend packages/bin/python run.py 2>run.log >>said || { cat run.log >&2; exit 2; }
done
said=$(sort said)
echo "$said"
if [ "$said" = "$(sort <<'SEEN'
mean, tensorflow: 2 4 6 7.5
mean, torch: 2 4 6 7.667
cubic, tensorflow: -0.088 0.19 0.779 1.094 1.094 0.779 0.19 -0.088
cubic, torch: -0.105 0.227 0.773 1.141 1.141 0.773 0.227 -0.105
blur, tensorflow: 0 0.124 0.204 0.124 0, all its light 1
blur, torch: 0 0 0.204 0 0, all its light 0.452
blur of channels_last, tensorflow: 0 0.124 0.204 0.124 0, all its light 1
blur of channels_last, torch: 0 0.124 0.204 0.124 0, all its light 1
SEEN
)" ]; then
  echo "PASS: the picture is another one on PyTorch"
else
  echo "CHANGED: see above, and the head of this script"
  exit 1
fi
