#!/bin/sh
# TensorFlow.js never dilates a DepthwiseConv2D: a network that looks far looks near, in a picture of the right size.
#
# `dilation_rate` of Keras's DepthwiseConv2D sets the taps of a kernel apart: tap k of 3 in a row reads column
# x + rate * (k - 1). Segmenting networks (DeepLab on a MobileNet) see the whole of a figure by it, and cost no more.
# TensorFlow.js reads the setting, keeps it, writes it again when the network is saved, and computes with the rate 1.
# With padding "same" no size tells of it; with "valid" the result is larger. The same setting of Conv2D and
# SeparableConv2D is obeyed, and so is that of tf.depthwiseConv2d, which the layer is made of.
#
# Seen with @tensorflow/tfjs 4.22.0, Node.js 20.20.2, a row of nine with a one in its middle, under the kernel 1 2 3 at
# dilation_rate [1, 2]; Keras's rule, written out in the script, gives the first:
#   Conv2D, SeparableConv2D:  0 0 3 0 2 0 1 0 0
#   tf.depthwiseConv2d:       0 0 3 0 2 0 1 0 0
#   DepthwiseConv2D:          0 0 0 3 2 1 0 0 0      after saving and loading it again its dilation_rate is [1,2]
#   padding "valid":          3 0 2 0 1, but of DepthwiseConv2D 0 0 3 2 1 0 0
# For us: of a layers model no DepthwiseConv2D is read here; the same network as ONNX or TFLite is, and dilated. What it
# did in a browser is nothing to compare with; a SeparableConv2D whose pointwise kernel is the identity is.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

npm install --silent --no-audit --no-fund --prefix . @tensorflow/tfjs@4.22.0

cat >dilated.js <<'JAVASCRIPT'
const tf = require("@tensorflow/tfjs");

const WIDTH = 9;
const RATE = 2;
const KERNEL = [1, 2, 3];
const row = Array.from({ length: WIDTH }, (_, x) => Number(x === 4));
const picture = tf.tensor4d(row, [1, 1, WIDTH, 1]);
const depthwise = { shape: [1, 3, 1, 1], values: KERNEL };
const identity = { shape: [1, 1, 1, 1], values: [1] };
const layers = {
  Conv2D: { settings: { filters: 1 }, weights: { kernel: depthwise } },
  SeparableConv2D: { settings: { filters: 1 }, weights: { depthwise_kernel: depthwise, pointwise_kernel: identity } },
  DepthwiseConv2D: { settings: { depth_multiplier: 1 }, weights: { depthwise_kernel: depthwise } },
};

/** Keras's rule: tap k reads column x + rate * (k - 1); what is outside is 0 ("same"), or has no result ("valid"). */
function byTheRule(padding) {
  const margin = padding === "valid" ? RATE : 0;
  const columns = Array.from({ length: WIDTH - 2 * margin }, (_, x) => x + margin);
  return columns.map((x) => KERNEL.reduce((sum, tap, k) => sum + tap * (row[x + RATE * (k - 1)] ?? 0), 0));
}

/** The layer as Keras writes it into a layers model. */
function file(layer, padding) {
  const { settings, weights } = layers[layer];
  const config = { name: "layer", kernel_size: [1, 3], strides: [1, 1], padding, data_format: "channels_last",
    dilation_rate: [1, RATE], activation: "linear", use_bias: false, ...settings };
  const input = { batch_input_shape: [null, 1, WIDTH, 1], dtype: "float32", name: "input" };
  return {
    modelTopology: { class_name: "Sequential", config: { name: "network", layers: [
      { class_name: "InputLayer", config: input }, { class_name: layer, config }] } },
    weightSpecs: Object.entries(weights).map(
      ([name, { shape }]) => ({ name: `layer/${name}`, shape, dtype: "float32" })),
    weightData: Float32Array.from(Object.values(weights).flatMap(({ values }) => values)).buffer,
  };
}

function tell(name, result) {
  console.log(`${name}: ${Array.from(result).join(" ")}`);
}

async function main() {
  for (const padding of ["same", "valid"]) {
    tell(`${padding}, the rule`, byTheRule(padding));
    const kernel = tf.tensor4d(KERNEL, depthwise.shape);
    const plain = tf.depthwiseConv2d(picture, kernel, 1, padding, "NHWC", [1, RATE]);
    tell(`${padding}, tf.depthwiseConv2d`, plain.dataSync());
    for (const layer of Object.keys(layers)) {
      const model = await tf.loadLayersModel(tf.io.fromMemory(file(layer, padding)));
      tell(`${padding}, ${layer}`, model.predict(picture).dataSync());
      const kept = JSON.parse(model.toJSON()).config.layers.at(-1).config.dilation_rate;
      console.log(`  and keeps dilation_rate ${kept}`);
    }
  }
}

main();
JAVASCRIPT
said=$(node dilated.js 2>/dev/null | grep -E "^(same|valid|  and)")
echo "$said"
if [ "$said" = "same, the rule: 0 0 3 0 2 0 1 0 0
same, tf.depthwiseConv2d: 0 0 3 0 2 0 1 0 0
same, Conv2D: 0 0 3 0 2 0 1 0 0
  and keeps dilation_rate 1,2
same, SeparableConv2D: 0 0 3 0 2 0 1 0 0
  and keeps dilation_rate 1,2
same, DepthwiseConv2D: 0 0 0 3 2 1 0 0 0
  and keeps dilation_rate 1,2
valid, the rule: 3 0 2 0 1
valid, tf.depthwiseConv2d: 3 0 2 0 1
valid, Conv2D: 3 0 2 0 1
  and keeps dilation_rate 1,2
valid, SeparableConv2D: 3 0 2 0 1
  and keeps dilation_rate 1,2
valid, DepthwiseConv2D: 0 0 3 2 1 0 0
  and keeps dilation_rate 1,2" ]; then
  echo "PASS: a DepthwiseConv2D is computed undilated"
else
  echo "CHANGED: see above, and the head of this script"
  exit 1
fi
