package dev.fude.backend.jcuda.driver;

import java.nio.ByteBuffer;

/**
 * The calls of the CUDA driver API that this backend makes, and no other. Every method throws
 * {@link CudaException} where the driver reports an error.
 *
 * <p>The list is kept to what drivers since CUDA 11.4 have: a function that the installed driver
 * lacks would end the JVM when it is called. Source: NVIDIA, "CUDA Driver API".
 *
 * <p>Longer than most files because it is a list: what may be called should be seen in one place.
 */
public interface Driver {
  /** Something that the driver made, to be given back to it. */
  interface Handle {}

  /** A block of device memory. */
  interface DeviceMemory extends Handle {
    /**
     * Where the block begins.
     *
     * @return its address on the device, a multiple of 256
     */
    long address();
  }

  /** A block of the processor's memory that the device copies from and to by itself. */
  interface PinnedMemory extends Handle {
    /**
     * The block.
     *
     * @return a buffer of all of it, in the machine's byte order
     */
    ByteBuffer buffer();
  }

  /**
   * The device's memory.
   *
   * @param free bytes that can be allocated
   * @param total all of its bytes
   */
  record MemoryInfo(long free, long total) {}

  /** What a device can be asked for. */
  enum Attribute {
    /** The clock, in kHz. */
    CLOCK(13),
    /** Multiprocessors. */
    PROCESSORS(16),
    /** The first digit of the compute capability. */
    CAPABILITY_MAJOR(75),
    /** The second digit of the compute capability. */
    CAPABILITY_MINOR(76);

    private final int number;

    Attribute(int number) {
      this.number = number;
    }

    /**
     * The attribute's number in the driver API.
     *
     * @return {@code CUdevice_attribute}
     */
    public int number() {
      return number;
    }
  }

  /** Begins all. The first call. */
  void initialize();

  /**
   * The newest CUDA version that the driver knows.
   *
   * @return 1000 * major + 10 * minor
   */
  int version();

  /**
   * How many devices there are.
   *
   * @return at least 0
   */
  int deviceCount();

  /**
   * A device's name.
   *
   * @param device its number, from 0
   * @return the name
   */
  String deviceName(int device);

  /**
   * A number about a device.
   *
   * @param device its number, from 0
   * @param attribute what to ask for
   * @return the answer
   */
  int attribute(int device, Attribute attribute);

  /**
   * Takes part in the device's primary context, which all of a process share.
   *
   * @param device its number, from 0
   * @return the context
   */
  Handle retainContext(int device);

  /**
   * Ends one part in the primary context.
   *
   * @param context what {@link #retainContext} gave
   */
  void releaseContext(Handle context);

  /**
   * Makes the calling thread's further calls mean this context.
   *
   * @param context the context
   */
  void makeCurrent(Handle context);

  /**
   * The device's memory.
   *
   * @return what is free and what there is
   */
  MemoryInfo memoryInfo();

  /**
   * Allocates device memory.
   *
   * @param bytes at least 1
   * @return the block
   */
  DeviceMemory allocate(long bytes);

  /**
   * Frees device memory.
   *
   * @param memory the block
   */
  void free(DeviceMemory memory);

  /**
   * Allocates pinned memory.
   *
   * @param bytes from 1 to 2^31 - 1
   * @return the block
   */
  PinnedMemory allocatePinned(int bytes);

  /**
   * Frees pinned memory.
   *
   * @param memory the block
   */
  void freePinned(PinnedMemory memory);

  /**
   * Has the device copy pinned memory to its own.
   *
   * @param to a block
   * @param offset bytes of the block before the target
   * @param from the source, from its beginning
   * @param bytes how many
   * @param stream when
   */
  void upload(DeviceMemory to, long offset, PinnedMemory from, long bytes, Handle stream);

  /**
   * Has the device copy its memory to pinned memory.
   *
   * @param to the target, from its beginning
   * @param from a block
   * @param offset bytes of the block before the source
   * @param bytes how many
   * @param stream when
   */
  void download(PinnedMemory to, DeviceMemory from, long offset, long bytes, Handle stream);

  /**
   * Has the driver assemble a module.
   *
   * @param ptx PTX text
   * @return the module; what the assembler says of an error is in the exception
   */
  Handle loadModule(String ptx);

  /**
   * Unloads a module.
   *
   * @param module the module
   */
  void unloadModule(Handle module);

  /**
   * A module's kernel.
   *
   * @param module the module
   * @param name the kernel's name
   * @return the kernel, which lives as long as its module
   */
  Handle function(Handle module, String name);

  /**
   * Makes a stream: work that is done in order.
   *
   * @return the stream
   */
  Handle createStream();

  /**
   * Destroys a stream.
   *
   * @param stream the stream
   */
  void destroyStream(Handle stream);

  /**
   * Waits until a stream has done all its work.
   *
   * @param stream the stream
   */
  void synchronize(Handle stream);

  /**
   * From now on, work put into the stream is only noted.
   *
   * @param stream the stream
   */
  void beginCapture(Handle stream);

  /**
   * Ends what {@link #beginCapture} began.
   *
   * @param stream the stream
   * @return a graph of the work noted
   */
  Handle endCapture(Handle stream);

  /**
   * Makes a graph ready to be launched any number of times.
   *
   * @param graph what {@link #endCapture} gave
   * @return an executable graph
   */
  Handle instantiate(Handle graph);

  /**
   * Destroys a graph, but not what was made of it.
   *
   * @param graph what {@link #endCapture} gave
   */
  void destroyGraph(Handle graph);

  /**
   * Destroys an executable graph.
   *
   * @param executable what {@link #instantiate} gave
   */
  void destroyExecutable(Handle executable);

  /**
   * Puts all the work of a graph into a stream.
   *
   * @param executable what {@link #instantiate} gave
   * @param stream when
   */
  void launchGraph(Handle executable, Handle stream);

  /**
   * Puts a kernel into a stream.
   *
   * @param function the kernel
   * @param grid how many blocks
   * @param threads threads of a block
   * @param arguments the kernel's one argument, a struct, in a direct buffer from its beginning; it
   *     is copied before this returns
   * @param stream when
   */
  void launch(Handle function, Grid grid, int threads, ByteBuffer arguments, Handle stream);

  /**
   * The blocks of a kernel.
   *
   * @param x blocks along the first axis, from 1 to 2^31 - 1
   * @param y blocks along the second, from 1 to 65535
   * @param z blocks along the third, from 1 to 65535
   */
  record Grid(int x, int y, int z) {}

  /**
   * Makes an event: a mark in a stream.
   *
   * @return the event
   */
  Handle createEvent();

  /**
   * Puts the mark behind the stream's work so far.
   *
   * @param event the event
   * @param stream the stream
   */
  void record(Handle event, Handle stream);

  /**
   * Waits until the work before the mark is done.
   *
   * @param event the event
   */
  void await(Handle event);

  /**
   * The time between two marks that have been passed.
   *
   * @param first the earlier
   * @param second the later
   * @return milliseconds
   */
  float elapsed(Handle first, Handle second);

  /**
   * Destroys an event.
   *
   * @param event the event
   */
  void destroyEvent(Handle event);
}
