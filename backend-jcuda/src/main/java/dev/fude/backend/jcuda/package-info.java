/**
 * The backend on an NVIDIA GPU: the pictures of the CPU backends, computed by CUDA kernels that
 * JCuda hands to NVIDIA's driver.
 *
 * <h2>How to have it</h2>
 *
 * <p>This dependency on the class path is all; {@code auto} and {@code "cuda"} then mean it:
 *
 * <pre>{@code
 * <dependency>
 *   <groupId>dev.fude</groupId>
 *   <artifactId>fude-backend-jcuda</artifactId>
 *   <version>0.1.0-SNAPSHOT</version>
 * </dependency>
 * }</pre>
 *
 * <h2>What is needed</h2>
 *
 * <ul>
 *   <li>Linux or Windows on x86-64, and NVIDIA's driver, 470 or newer; no CUDA toolkit.
 *   <li>A GPU of compute capability 6.0 (Pascal) or newer; for {@code fp16} 8.0 (Ampere). Of
 *       several GPUs the first that will do, or the one that {@code -Dfude.cuda.device=N} names.
 *   <li>From Java 22 on the option {@code --enable-native-access=ALL-UNNAMED}, or the JVM prints a
 *       warning of its own.
 * </ul>
 *
 * <h2>Modes</h2>
 *
 * <table>
 * <caption>How far a trained AnimeGANv2's picture may be from what float64 gives</caption>
 * <tr><th>{@link dev.fude.core.backend.Precision}</th><th>computed</th><th>accuracy</th></tr>
 * <tr><td>{@code FLOAT32}, the default</td><td>float32 throughout</td>
 *     <td>1e-4 of the range from -1 to 1</td></tr>
 * <tr><td>{@code FLOAT16}</td><td>float16 values, tensor cores with float32 sums</td>
 *     <td>two of 256 grey levels, 0.2 on average</td></tr>
 * </table>
 *
 * <p>Numbers beyond float16's range become its largest, 65504.
 *
 * <h2>What it says</h2>
 *
 * <p>{@link dev.fude.core.backend.Backend#availability} gives the device, its compute capability
 * and the driver's version, or one sentence why there is none: no driver, one too old, no GPU, one
 * too old, another system, native access denied. Whoever asks for {@code auto} then gets another
 * backend, and the log a warning with that sentence; whoever asks for {@code "cuda"} gets it as an
 * exception. A run that does not fit into the GPU's memory is refused with the bytes needed and
 * free. A network that is forgotten instead of closed is a warning in the log.
 *
 * <p>Nothing is unpacked, loaded or asked before that. To look for the driver takes about a tenth
 * of a second. The first network in a mode takes some seconds more on a new machine, while the
 * driver assembles the kernels; it keeps the result.
 *
 * <h2>Threads and memory</h2>
 *
 * <p>Any number of threads may share a network: each run under way has a stream and memory of its
 * own, kept for later runs until {@link dev.fude.core.backend.PreparedGraph#close}. Programs that
 * use CUDA themselves: a call makes the GPU's primary context current to its thread and leaves it
 * so.
 */
package dev.fude.backend.jcuda;
