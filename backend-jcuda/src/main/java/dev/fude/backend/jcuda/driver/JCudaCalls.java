package dev.fude.backend.jcuda.driver;

import static jcuda.driver.CUjit_option.CU_JIT_ERROR_LOG_BUFFER;
import static jcuda.driver.CUjit_option.CU_JIT_ERROR_LOG_BUFFER_SIZE_BYTES;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import jcuda.Pointer;
import jcuda.driver.CUcontext;
import jcuda.driver.CUdevice;
import jcuda.driver.CUdeviceptr;
import jcuda.driver.CUevent;
import jcuda.driver.CUfunction;
import jcuda.driver.CUgraph;
import jcuda.driver.CUgraphExec;
import jcuda.driver.CUmodule;
import jcuda.driver.CUresult;
import jcuda.driver.CUstream;
import jcuda.driver.CUstreamCaptureMode;
import jcuda.driver.JCudaDriver;
import jcuda.driver.JITOptions;

/**
 * {@link Driver} through JCuda, call by call and as long as that list. JCuda's own exceptions stay
 * off: they know neither sizes nor cures.
 *
 * <p>Public, with a public constructor, because it lives in a class loader of its own, see {@link
 * JCudaClasses}.
 */
public final class JCudaCalls implements Driver {
  private static final int LOG_BYTES = 4096;
  private static final int NAME_BYTES = 256;

  /** A stream that does not wait for the default stream, which other code may use. */
  private static final int NON_BLOCKING = 1;

  /** What JCuda made. */
  private record Made<T>(T object) implements Handle {}

  /** JCuda tells an address to subclasses only. */
  private static final class Address extends CUdeviceptr implements DeviceMemory {
    @Override
    public long address() {
      return getNativePointer();
    }
  }

  private record Context(CUdevice device, CUcontext object) implements Handle {}

  private record Pinned(Pointer pointer, ByteBuffer buffer) implements PinnedMemory {}

  /**
   * Loads JCuda's native library, and with it NVIDIA's driver.
   *
   * @param library where it is
   * @throws UnsatisfiedLinkError if the system's linker refuses
   * @throws IllegalCallerException if the JVM denies native access
   */
  public JCudaCalls(Path library) {
    System.load(library.toString()); // before JCuda, which would try other places if it failed
    JCudaDriver.setExceptionsEnabled(false);
  }

  private static <T> T unwrap(Handle handle, Class<T> type) {
    return type.cast(((Made<?>) handle).object());
  }

  private static void check(int code, String what, Object... details) {
    if (code != CUresult.CUDA_SUCCESS) {
      throw new CudaException(
          code,
          String.format(
              Locale.ROOT,
              "The CUDA driver could not %s: it reports %s (%d).",
              String.format(Locale.ROOT, what, details),
              CUresult.stringFor(code),
              code));
    }
  }

  @Override
  public void initialize() {
    check(JCudaDriver.cuInit(0), "begin");
  }

  @Override
  public int version() {
    int[] version = new int[1];
    check(JCudaDriver.cuDriverGetVersion(version), "tell its version");
    return version[0];
  }

  @Override
  public int deviceCount() {
    int[] count = new int[1];
    check(JCudaDriver.cuDeviceGetCount(count), "count the devices");
    return count[0];
  }

  private static CUdevice device(int device) {
    CUdevice handle = new CUdevice();
    check(JCudaDriver.cuDeviceGet(handle, device), "find device %d", device);
    return handle;
  }

  @Override
  public String deviceName(int device) {
    byte[] name = new byte[NAME_BYTES];
    check(JCudaDriver.cuDeviceGetName(name, name.length, device(device)), "name the device");
    return text(name);
  }

  /** The text before the first NUL. */
  private static String text(byte[] bytes) {
    int length = 0;
    while (length < bytes.length && bytes[length] != 0) {
      length++;
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8).strip();
  }

  @Override
  public int attribute(int device, Attribute attribute) {
    int[] value = new int[1];
    check(
        JCudaDriver.cuDeviceGetAttribute(value, attribute.number(), device(device)),
        "tell the device's attribute %d",
        attribute.number());
    return value[0];
  }

  @Override
  public Handle retainContext(int device) {
    CUdevice opened = device(device);
    CUcontext context = new CUcontext();
    check(JCudaDriver.cuDevicePrimaryCtxRetain(context, opened), "open the device");
    return new Context(opened, context);
  }

  @Override
  public void releaseContext(Handle context) {
    CUdevice device = ((Context) context).device();
    check(JCudaDriver.cuDevicePrimaryCtxRelease(device), "close the device");
  }

  @Override
  public void makeCurrent(Handle context) {
    check(JCudaDriver.cuCtxSetCurrent(((Context) context).object()), "turn to the device");
  }

  @Override
  public MemoryInfo memoryInfo() {
    long[] free = new long[1];
    long[] total = new long[1];
    check(JCudaDriver.cuMemGetInfo(free, total), "tell how much memory is free");
    return new MemoryInfo(free[0], total[0]);
  }

  @Override
  public DeviceMemory allocate(long bytes) {
    Address address = new Address();
    check(JCudaDriver.cuMemAlloc(address, bytes), "allocate %,d bytes on the device", bytes);
    return address;
  }

  @Override
  public void free(DeviceMemory memory) {
    check(JCudaDriver.cuMemFree((Address) memory), "free memory");
  }

  @Override
  public PinnedMemory allocatePinned(int bytes) {
    Pointer pointer = new Pointer();
    check(JCudaDriver.cuMemAllocHost(pointer, bytes), "allocate %,d pinned bytes", bytes);
    return new Pinned(pointer, pointer.getByteBuffer(0, bytes).order(ByteOrder.nativeOrder()));
  }

  @Override
  public void freePinned(PinnedMemory memory) {
    check(JCudaDriver.cuMemFreeHost(((Pinned) memory).pointer()), "free pinned memory");
  }

  @Override
  public void upload(DeviceMemory to, long offset, PinnedMemory from, long bytes, Handle stream) {
    check(
        JCudaDriver.cuMemcpyHtoDAsync(
            ((Address) to).withByteOffset(offset),
            ((Pinned) from).pointer(),
            bytes,
            unwrap(stream, CUstream.class)),
        "copy %,d bytes to the device",
        bytes);
  }

  @Override
  public void download(PinnedMemory to, DeviceMemory from, long offset, long bytes, Handle stream) {
    check(
        JCudaDriver.cuMemcpyDtoHAsync(
            ((Pinned) to).pointer(),
            ((Address) from).withByteOffset(offset),
            bytes,
            unwrap(stream, CUstream.class)),
        "copy %,d bytes from the device",
        bytes);
  }

  @Override
  public Handle loadModule(String ptx) {
    byte[] text = ptx.getBytes(StandardCharsets.US_ASCII);
    byte[] terminated = Arrays.copyOf(text, text.length + 1);
    JITOptions options = new JITOptions();
    options.putInt(CU_JIT_ERROR_LOG_BUFFER_SIZE_BYTES, LOG_BYTES);
    options.putBytes(CU_JIT_ERROR_LOG_BUFFER, new byte[LOG_BYTES]);
    CUmodule module = new CUmodule();
    int code = JCudaDriver.cuModuleLoadDataJIT(module, Pointer.to(terminated), options);
    check(code, "assemble the kernels (%s)", text(options.getBytes(CU_JIT_ERROR_LOG_BUFFER)));
    return new Made<>(module);
  }

  @Override
  public void unloadModule(Handle module) {
    check(JCudaDriver.cuModuleUnload(unwrap(module, CUmodule.class)), "unload the kernels");
  }

  @Override
  public Handle function(Handle module, String name) {
    CUfunction function = new CUfunction();
    check(
        JCudaDriver.cuModuleGetFunction(function, unwrap(module, CUmodule.class), name),
        "find the kernel %s",
        name);
    return new Made<>(function);
  }

  @Override
  public Handle createStream() {
    CUstream stream = new CUstream();
    check(JCudaDriver.cuStreamCreate(stream, NON_BLOCKING), "make a stream");
    return new Made<>(stream);
  }

  @Override
  public void destroyStream(Handle stream) {
    check(JCudaDriver.cuStreamDestroy(unwrap(stream, CUstream.class)), "destroy a stream");
  }

  @Override
  public void synchronize(Handle stream) {
    check(JCudaDriver.cuStreamSynchronize(unwrap(stream, CUstream.class)), "finish its work");
  }

  @Override
  public void beginCapture(Handle stream) {
    int mode = CUstreamCaptureMode.CU_STREAM_CAPTURE_MODE_THREAD_LOCAL;
    check(
        JCudaDriver.cuStreamBeginCapture(unwrap(stream, CUstream.class), mode), "begin a capture");
  }

  @Override
  public Handle endCapture(Handle stream) {
    CUgraph graph = new CUgraph();
    check(JCudaDriver.cuStreamEndCapture(unwrap(stream, CUstream.class), graph), "end a capture");
    return new Made<>(graph);
  }

  @Override
  public Handle instantiate(Handle graph) {
    CUgraphExec executable = new CUgraphExec();
    check(
        JCudaDriver.cuGraphInstantiate(executable, unwrap(graph, CUgraph.class), 0),
        "make a graph ready");
    return new Made<>(executable);
  }

  @Override
  public void destroyGraph(Handle graph) {
    check(JCudaDriver.cuGraphDestroy(unwrap(graph, CUgraph.class)), "destroy a graph");
  }

  @Override
  public void destroyExecutable(Handle executable) {
    check(JCudaDriver.cuGraphExecDestroy(unwrap(executable, CUgraphExec.class)), "destroy a graph");
  }

  @Override
  public void launchGraph(Handle executable, Handle stream) {
    check(
        JCudaDriver.cuGraphLaunch(
            unwrap(executable, CUgraphExec.class), unwrap(stream, CUstream.class)),
        "launch a graph");
  }

  @Override
  public void launch(Handle function, Grid grid, int threads, ByteBuffer arguments, Handle stream) {
    Pointer parameters = Pointer.to(Pointer.to(arguments));
    check(
        JCudaDriver.cuLaunchKernel(
            unwrap(function, CUfunction.class),
            grid.x(),
            grid.y(),
            grid.z(),
            threads,
            1,
            1,
            0,
            unwrap(stream, CUstream.class),
            parameters,
            null),
        "launch a kernel on %s blocks of %d threads",
        grid,
        threads);
  }

  @Override
  public Handle createEvent() {
    CUevent event = new CUevent();
    check(JCudaDriver.cuEventCreate(event, 0), "make an event");
    return new Made<>(event);
  }

  @Override
  public void record(Handle event, Handle stream) {
    check(
        JCudaDriver.cuEventRecord(unwrap(event, CUevent.class), unwrap(stream, CUstream.class)),
        "record an event");
  }

  @Override
  public void await(Handle event) {
    check(JCudaDriver.cuEventSynchronize(unwrap(event, CUevent.class)), "finish its work");
  }

  @Override
  public float elapsed(Handle first, Handle second) {
    float[] milliseconds = new float[1];
    check(
        JCudaDriver.cuEventElapsedTime(
            milliseconds, unwrap(first, CUevent.class), unwrap(second, CUevent.class)),
        "tell the time between two events");
    return milliseconds[0];
  }

  @Override
  public void destroyEvent(Handle event) {
    check(JCudaDriver.cuEventDestroy(unwrap(event, CUevent.class)), "destroy an event");
  }
}
