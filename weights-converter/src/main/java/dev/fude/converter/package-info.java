/**
 * Turns published weights of AnimeGANv2 and of the other networks in {@link
 * dev.fude.model.generator.Generators}, and any network of pictures whose graph is made of Fude's
 * ops, into the safetensors file that the engine loads, without Python, TensorFlow or PyTorch.
 *
 * <pre>{@code
 * ConversionReport report =
 *     Conversion.open(Path.of("hayao.pt"))        // told by its content, not by its name
 *         .resize(ResizeRule.ALIGN_CORNERS)       // a state_dict does not say; a graph does
 *         .style("hayao")
 *         .write(Path.of("hayao.safetensors"), false);
 * System.out.println(report.format() + ": " + report.parameters() + " numbers");
 * }</pre>
 *
 * <p>The same weights give visibly different pictures under each resize rule, so the rule is
 * written into the file. Where the source holds a graph, rule and eps are read from it; where it
 * does not, the defaults of the framework it comes from are assumed, and {@link
 * dev.fude.converter.ConversionReport#resizeRule()} says so.
 *
 * <p>A file that holds the graph of any other network (ONNX, TensorFlow's, ncnn) is imported
 * ({@link dev.fude.converter.importer}), which is stored beside the weights: it is refused by the
 * name of the first node that Fude has no op for. Its sizes stay free. What it cannot say, the
 * order of its channels and the numbers that it takes and gives, is assumed (red first, from -1 to
 * 1, or levels where the picture is of bytes) or told by {@link
 * dev.fude.converter.Conversion#channels} and {@link dev.fude.converter.Conversion#range}.
 *
 * <table>
 * <caption>What is read</caption>
 * <tr><th>format</th><th>kinds</th></tr>
 * <tr><td>TensorFlow checkpoint</td><td>V2, by its prefix, index, a shard or its folder; several
 * shards, checksums checked; what training left beside the weights is listed and left
 * out</td></tr>
 * <tr><td>TensorFlow SavedModel</td><td>its variables, by the names that the program or its objects
 * gave them, or a graph of constants</td></tr>
 * <tr><td>TensorFlow frozen graph</td><td>constants in any of their encodings, in any order of
 * nodes</td></tr>
 * <tr><td>TensorFlow Lite</td><td>float32, float16, int8 weights alone, fully quantized; per tensor
 * or per channel</td></tr>
 * <tr><td>TensorFlow.js</td><td>a graph model, by model.json or its folder, or a manifest alone;
 * float32, float16, or quantized to uint8 or uint16; a layers model of a few classes of Keras',
 * imported as a graph</td></tr>
 * <tr><td>ONNX</td><td>NCHW or NHWC, raw or typed numbers, quantized constants, renamed
 * initialisers, the usual spellings of the norm, numbers in a file beside it, fused
 * convolutions</td></tr>
 * <tr><td>PyTorch, zip (since 1.6) and the older stream</td><td>a state_dict of float16, bfloat16,
 * float32 or float64 tensors, views included, plain, inside a checkpoint, or as a whole
 * module</td></tr>
 * <tr><td>ncnn</td><td>layers and the file of their numbers beside them, float32 or float16; imported
 * as a graph</td></tr>
 * <tr><td>safetensors</td><td>a state_dict, or a file converted before, whose metadata is
 * believed</td></tr>
 * </table>
 *
 * <p>Of several networks in one file the one that fits is taken, of several that fit the averaged
 * one; {@link dev.fude.converter.Conversion#open(java.nio.file.Path, String)} takes another. What
 * gzip compressed is unpacked. What is not read is called by its name.
 *
 * <p>Sources need not be trusted. Every length and offset is checked before it is used; of a pickle
 * nothing but tensors and plain containers is built, and nothing is called; no file outside the
 * source's folder is read; no number is decoded before names and shapes are known to be the
 * network's; whatever is wrong becomes one {@link dev.fude.core.weights.InvalidWeightsException} of
 * one sentence.
 *
 * <p>Converted tensors have the PyTorch port's names and layout (kernels as outChannels, inChannels
 * / groups, kernelH, kernelW), so that a file read with the safetensors library loads into the
 * port's generator with {@code load_state_dict(strict=True)}.
 *
 * <p>A converter is load, neutral form, named passes, save: readers know one format and nothing of
 * the network, passes know the network and no format. A new format is one more reader.
 */
package dev.fude.converter;
