#!/bin/sh
# TensorFlow.js takes the slopes of Keras's rectifiers for others, and runs.
#
# Keras writes a layers model as the configuration of its layers. Its ReLU has `max_value`, `negative_slope` and
# `threshold`; its LeakyReLU has, since Keras 3, `negative_slope` (before: `alpha`). TensorFlow.js, which loads such a file
# by the same names of layers, reads of a ReLU the largest value alone, and of a LeakyReLU `alpha` alone: what it does
# not know it passes over, and takes 0.3. (A word it does not know elsewhere is an error: ELU refuses another alpha.)
#
# Seen with @tensorflow/tfjs 4.22.0, Node.js 20.20.2, the numbers -1 0.5 2:
#   LeakyReLU, negative_slope 0.2: -0.3 0.5 2      (Keras: -0.2 0.5 2)
#   LeakyReLU, alpha 0.2: -0.2 0.5 2
#   ReLU, negative_slope 0.2: 0 0.5 2              (Keras: -0.2 0.5 2)
#   ReLU, threshold 1: 0 0.5 2                     (Keras: 0 0 2)
# The right numbers are the documented formulas: x from the threshold up, else negative_slope * (x - threshold).
# For us: a layers model is read by Keras's rules, slopes by either name; a ReLU with a threshold or a largest value is
# refused. What was seen in a browser is not what the network was trained to do.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

npm install --silent --no-audit --no-fund --prefix . @tensorflow/tfjs@4.22.0

cat >slopes.js <<'JAVASCRIPT'
const tf = require("@tensorflow/tfjs");

const numbers = tf.tensor2d([-1, 0.5, 2], [1, 3]);

async function tell(layer, settings) {
  const input = { class_name: "InputLayer", config: { batch_input_shape: [null, 3], dtype: "float32", name: "input" } };
  const layers = [input, { class_name: layer, config: { name: "rectifier", ...settings } }];
  const modelTopology = { class_name: "Sequential", config: { name: "network", layers } };
  const file = { modelTopology, weightSpecs: [], weightData: new ArrayBuffer(0) };
  const model = await tf.loadLayersModel(tf.io.fromMemory(file));
  const result = Array.from(model.predict(numbers).dataSync()).map((value) => Number(value.toFixed(4)));
  console.log(`${layer} ${JSON.stringify(settings)}: ${result.join(" ")}`);
}

async function main() {
  await tell("LeakyReLU", { negative_slope: 0.2 });
  await tell("LeakyReLU", { alpha: 0.2 });
  await tell("ReLU", { max_value: null, negative_slope: 0.2, threshold: 0 });
  await tell("ReLU", { max_value: null, negative_slope: 0, threshold: 1 });
}

main();
JAVASCRIPT
said=$(node slopes.js 2>/dev/null | grep -E "^(Leaky)?ReLU")
echo "$said"
if [ "$said" = 'LeakyReLU {"negative_slope":0.2}: -0.3 0.5 2
LeakyReLU {"alpha":0.2}: -0.2 0.5 2
ReLU {"max_value":null,"negative_slope":0.2,"threshold":0}: 0 0.5 2
ReLU {"max_value":null,"negative_slope":0,"threshold":1}: 0 0.5 2' ]; then
  echo "PASS: slopes and thresholds are passed over"
else
  echo "CHANGED: see above, and the head of this script"
  exit 1
fi
