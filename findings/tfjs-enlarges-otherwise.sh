#!/bin/sh
# The layer UpSampling2D, bilinear, of TensorFlow.js enlarges by another rule than that of Keras.
#
# A network is trained in Keras, converted (tensorflowjs_converter writes a "layers model": the same layers by the same
# names) and run in a browser. Keras's UpSampling2D calls tf.image.resize, whose pixels lie at half steps: 0 and 10 become
# 0, 2.5, 7.5, 10. The layer of the same name in TensorFlow.js calls resizeBilinear without half pixels: everything moves
# by a quarter of a pixel, and at every enlarging of the network again.
#
# Seen with @tensorflow/tfjs 4.22.0, Node.js 20.20.2:
#   the layer: 0 5 10 10
#   resizeBilinear, asked for half pixels: 0 2.5 7.5 10
# For us: a layers model does not tell by which rule it was trained.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

npm install --silent --no-audit --no-fund --prefix . @tensorflow/tfjs@4.22.0

cat >enlarge.js <<'JAVASCRIPT'
const tf = require("@tensorflow/tfjs");

const row = tf.tensor4d([0, 10], [1, 1, 2, 1]);
const model = tf.sequential();
model.add(tf.layers.upSampling2d({ size: [1, 2], interpolation: "bilinear", inputShape: [1, 2, 1] }));
console.log("the layer: " + Array.from(model.predict(row).dataSync()).join(" "));
const halfPixels = tf.image.resizeBilinear(row, [1, 4], false, true);
console.log("half pixels: " + Array.from(halfPixels.dataSync()).join(" "));
JAVASCRIPT
said=$(node enlarge.js 2>/dev/null | grep -E "^(the layer|half pixels): ")
echo "$said"
if [ "$said" = "the layer: 0 5 10 10
half pixels: 0 2.5 7.5 10" ]; then
  echo "PASS: the layer enlarges without half pixels"
else
  echo "CHANGED: see above, and the head of this script"
  exit 1
fi
