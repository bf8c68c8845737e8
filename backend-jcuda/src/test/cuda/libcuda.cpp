// A stand-in for NVIDIA's libcuda.so.1, for tests only: device memory is the processor's, kernels are the project's own, run as
// emulation.h says. It names itself, so that nobody takes it for a GPU.
//
// What is put into a stream is done when somebody waits for the stream, not before: a buffer that is read or used again too early
// shows. A thread that captures a graph must not allocate, load or look up anything meanwhile. Every handle is counted. Device
// attributes that no driver has steer it:
//
//   CALLS           how many calls were made that can fail
//   HANDLES         how many handles are open; queues that nobody waited for count too
//   FAIL + n        from now on, the n-th call that can fail does
//   BACKWARDS + n   1 to let the last thread of each block go first
//   MEBIBYTES + n   the device's memory; 0 for the usual
//   VERSION + n     the driver's version; 0 for the usual
//   DEVICES + n     how many devices there are
//   CAPABILITY + n  the device's compute capability, as in 86
//   CONTEXT + n     what the driver answers whoever opens the device; 0 to let them
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "device.h"

#define API extern "C" __attribute__((visibility("default"))) int

enum Result {
  SUCCESS = 0,
  INVALID_VALUE = 1,
  OUT_OF_MEMORY = 2,
  NO_DEVICE = 100,
  INVALID_DEVICE = 101,
  INVALID_PTX = 218,
  INVALID_HANDLE = 400,
  NOT_FOUND = 500,
  INVALID_CAPTURE = 901,
  UNKNOWN = 999
};

enum Steering {
  CALLS = 1000000,
  HANDLES = 1000001,
  FAIL = 2000000,
  BACKWARDS = 3000000,
  MEBIBYTES = 4000000,
  VERSION = 5000000,
  DEVICES = 6000000,
  CAPABILITY = 7000000,
  CONTEXT = 8000000,
  END = 9000000
};

enum DeviceAttribute { PROCESSORS = 16, CAPABILITY_MAJOR = 75, CAPABILITY_MINOR = 76 };

namespace {

const size_t USUAL_MEMORY = (size_t)2 << 30;
const int USUAL_VERSION = 12040;
const int USUAL_CAPABILITY = 80;

typedef std::function<void()> Work;
typedef unsigned long long Address;

struct Stream {
  std::vector<Work> queue;
  struct Graph* capturing;
};

struct Graph {
  std::vector<Work> works;
};

struct Module {
  std::string name;
  std::string ptx;
};

std::recursive_mutex mutex;
std::set<void*> handles;             // streams, events, graphs, modules, pinned memory, contexts
std::map<Address, size_t> memory;    // bytes by address
std::set<Stream*> streams;
size_t used, limit = USUAL_MEMORY;
int calls, failing, version = USUAL_VERSION, devices = 1, capability = USUAL_CAPABILITY, refusal, contexts;
bool backwards;
thread_local int captures;  // under way, begun by this thread

typedef std::lock_guard<std::recursive_mutex> Guard;

// Whether this call is the one that was to fail.
bool fails() {
  calls++;
  return failing > 0 && --failing == 0;
}

#define BEGIN     \
  Guard g(mutex); \
  if (fails()) return UNKNOWN

// What a call that gives something back does: it does so in any case, and may report an error all the same.
#define BEGIN_RETURN \
  Guard g(mutex);    \
  int failure = fails() ? UNKNOWN : SUCCESS

// For calls that a thread must not make while it captures.
#define BEGIN_OUTSIDE_CAPTURE \
  BEGIN;                      \
  if (captures > 0) return INVALID_CAPTURE

void finish(Stream* stream) {
  std::vector<Work> queue;
  queue.swap(stream->queue);
  for (Work& work : queue) {
    work();
  }
}

int put(void* handle, Work work) {
  Stream* stream = (Stream*)handle;
  if (!streams.count(stream)) {
    return INVALID_HANDLE;
  }
  if (stream->capturing) {
    stream->capturing->works.push_back(work);
  } else {
    stream->queue.push_back(work);
  }
  return SUCCESS;
}

// Whether so many bytes from an address on lie within one allocation.
bool holds(Address address, size_t bytes) {
  auto next = memory.upper_bound(address);
  if (next == memory.begin()) {
    return false;
  }
  --next;
  return address + bytes <= next->first + next->second;
}

template <class Handle>
int open(void** to, Handle* handle) {
  handles.insert(handle);
  *to = handle;
  return SUCCESS;
}

template <class Handle>
int close(void* handle, int failure) {
  if (!handles.erase(handle)) {
    return INVALID_HANDLE;
  }
  delete (Handle*)handle;
  return failure;
}

int steer(int* value, int attribute) {
  int n = attribute % 1000000;
  *value = 0;
  if (attribute == CALLS) {
    *value = calls;
  } else if (attribute == HANDLES) {
    *value = (int)(handles.size() + memory.size()) + contexts;
    for (Stream* stream : streams) {
      *value += !stream->queue.empty();
    }
  } else if (attribute >= CONTEXT) {
    refusal = n;
  } else if (attribute >= CAPABILITY) {
    capability = n ? n : USUAL_CAPABILITY;
  } else if (attribute >= DEVICES) {
    devices = n;
  } else if (attribute >= VERSION) {
    version = n ? n : USUAL_VERSION;
  } else if (attribute >= MEBIBYTES) {
    limit = n ? (size_t)n << 20 : USUAL_MEMORY;
  } else if (attribute >= BACKWARDS) {
    backwards = n;
  } else if (attribute >= FAIL) {
    failing = n;
  }
  return SUCCESS;
}

}  // namespace

API cuInit(unsigned) {
  BEGIN;
  return devices ? SUCCESS : NO_DEVICE;
}

API cuDriverGetVersion(int* value) {
  BEGIN;
  *value = version;
  return SUCCESS;
}

API cuGetErrorName(int code, const char** name) {
  static const std::map<int, const char*> names = {
      {SUCCESS, "CUDA_SUCCESS"},           {INVALID_VALUE, "CUDA_ERROR_INVALID_VALUE"},
      {OUT_OF_MEMORY, "CUDA_ERROR_OUT_OF_MEMORY"}, {NO_DEVICE, "CUDA_ERROR_NO_DEVICE"},
      {INVALID_PTX, "CUDA_ERROR_INVALID_PTX"},     {UNKNOWN, "CUDA_ERROR_UNKNOWN"}};
  auto found = names.find(code);
  *name = found == names.end() ? "CUDA_ERROR_OF_THE_STAND_IN" : found->second;
  return SUCCESS;
}

API cuGetErrorString(int, const char** text) {
  *text = "an error of the stand-in";
  return SUCCESS;
}

API cuDeviceGetCount(int* count) {
  BEGIN;
  *count = devices;
  return SUCCESS;
}

API cuDeviceGet(int* device, int ordinal) {
  BEGIN;
  *device = ordinal;
  return ordinal < devices ? SUCCESS : INVALID_DEVICE;
}

API cuDeviceGetName(char* name, int length, int) {
  BEGIN;
  snprintf(name, length, "stand-in on the processor");
  return SUCCESS;
}

API cuDeviceGetAttribute(int* value, int attribute, int) {
  Guard g(mutex);
  if (attribute >= CALLS && attribute < END) {
    return steer(value, attribute);
  }
  if (fails()) {
    return UNKNOWN;
  }
  *value = attribute == CAPABILITY_MAJOR   ? capability / 10
           : attribute == CAPABILITY_MINOR ? capability % 10
           : attribute == PROCESSORS       ? 1
                                           : 0;
  return SUCCESS;
}

API cuDevicePrimaryCtxRetain(void** context, int) {
  BEGIN;
  if (refusal) {
    return refusal;
  }
  contexts++;
  *context = &contexts;
  return SUCCESS;
}

API cuDevicePrimaryCtxRelease_v2(int) {
  BEGIN_RETURN;
  return contexts-- > 0 ? failure : INVALID_VALUE;
}

API cuCtxSetCurrent(void*) {
  BEGIN;
  return SUCCESS;
}

API cuMemGetInfo_v2(size_t* available, size_t* total) {
  BEGIN;
  *available = used < limit ? limit - used : 0;
  *total = limit;
  return SUCCESS;
}

API cuMemAlloc_v2(Address* address, size_t bytes) {
  BEGIN_OUTSIDE_CAPTURE;
  if (bytes == 0) {
    return INVALID_VALUE;
  }
  if (used + bytes > limit) {
    return OUT_OF_MEMORY;
  }
  void* block = aligned_alloc(256, (bytes + 255) / 256 * 256);
  memset(block, 0xff, bytes);  // NaN until written
  used += bytes;
  *address = (Address)block;
  memory[*address] = bytes;
  return SUCCESS;
}

API cuMemFree_v2(Address address) {
  BEGIN_RETURN;
  auto found = memory.find(address);
  if (found == memory.end()) {
    return INVALID_VALUE;
  }
  used -= found->second;
  memory.erase(found);
  free((void*)address);
  return failure;
}

API cuMemAllocHost_v2(void** block, size_t bytes) {
  BEGIN_OUTSIDE_CAPTURE;
  *block = malloc(bytes);
  handles.insert(*block);
  return SUCCESS;
}

API cuMemFreeHost(void* block) {
  BEGIN_RETURN;
  if (!handles.erase(block)) {
    return INVALID_VALUE;
  }
  free(block);
  return failure;
}

API cuMemcpyHtoDAsync_v2(Address to, const void* from, size_t bytes, void* stream) {
  BEGIN;
  return holds(to, bytes) ? put(stream, [=] { memcpy((void*)to, from, bytes); }) : INVALID_VALUE;
}

API cuMemcpyDtoHAsync_v2(void* to, Address from, size_t bytes, void* stream) {
  BEGIN;
  return holds(from, bytes) ? put(stream, [=] { memcpy(to, (void*)from, bytes); }) : INVALID_VALUE;
}

API cuModuleLoadDataEx(void** module, const void* image, unsigned, int*, void**) {
  BEGIN_OUTSIDE_CAPTURE;
  std::string ptx((const char*)image);
  bool fp32 = ptx.find(".target sm_60") != std::string::npos;
  bool fp16 = ptx.find(".target sm_80") != std::string::npos;
  if (!fp32 && !fp16) {
    return INVALID_PTX;
  }
  return open(module, new Module{fp32 ? "fp32" : "fp16", ptx});
}

API cuModuleUnload(void* module) {
  BEGIN_RETURN;
  return close<Module>(module, failure);
}

API cuModuleGetFunction(void** function, void* module, const char* name) {
  BEGIN_OUTSIDE_CAPTURE;
  Module* in = (Module*)module;
  auto& kernels = emulation::kernels(in->name);
  auto found = kernels.find(name);
  if (found == kernels.end() || in->ptx.find(".entry " + std::string(name) + "(") == std::string::npos) {
    return NOT_FOUND;
  }
  *function = &found->second;
  return SUCCESS;
}

API cuStreamCreate(void** stream, unsigned) {
  BEGIN;
  Stream* opened = new Stream{{}, nullptr};
  streams.insert(opened);
  return open(stream, opened);
}

API cuStreamDestroy_v2(void* stream) {
  BEGIN_RETURN;
  Stream* destroyed = (Stream*)stream;
  if (streams.erase(destroyed) && destroyed->capturing) {
    captures--;
    close<Graph>(destroyed->capturing, SUCCESS);
  }
  return close<Stream>(stream, failure);
}

API cuStreamSynchronize(void* stream) {
  BEGIN;
  if (!streams.count((Stream*)stream)) {
    return INVALID_HANDLE;
  }
  finish((Stream*)stream);
  return SUCCESS;
}

API cuStreamBeginCapture_v2(void* stream, int) {
  BEGIN;
  Stream* captured = (Stream*)stream;
  if (captured->capturing) {
    return INVALID_CAPTURE;
  }
  captures++;
  captured->capturing = new Graph();
  handles.insert(captured->capturing);
  return SUCCESS;
}

API cuStreamEndCapture(void* stream, void** graph) {
  BEGIN;
  Stream* captured = (Stream*)stream;
  captures -= captured->capturing != nullptr;
  *graph = captured->capturing;
  captured->capturing = nullptr;
  return *graph ? SUCCESS : INVALID_CAPTURE;
}

API cuGraphInstantiateWithFlags(void** executable, void* graph, unsigned long long) {
  BEGIN;
  return open(executable, new Graph(*(Graph*)graph));
}

API cuGraphLaunch(void* executable, void* stream) {
  BEGIN;
  if (!handles.count(executable)) {
    return INVALID_HANDLE;
  }
  int result = SUCCESS;
  for (Work& work : ((Graph*)executable)->works) {
    result = put(stream, work);
  }
  return result;
}

API cuGraphExecDestroy(void* executable) {
  BEGIN_RETURN;
  return close<Graph>(executable, failure);
}

API cuGraphDestroy(void* graph) {
  BEGIN_RETURN;
  return close<Graph>(graph, failure);
}

API cuLaunchKernel(void* function, unsigned grid_x, unsigned grid_y, unsigned grid_z, unsigned threads, unsigned block_y,
                   unsigned block_z, unsigned, void* stream, void** parameters, void**) {
  BEGIN;
  emulation::Kernel* kernel = (emulation::Kernel*)function;
  bool grid_fits = grid_x > 0 && grid_y > 0 && grid_z > 0 && grid_x < 1u << 31 && grid_y < 65536 && grid_z < 65536;
  if (!grid_fits || threads != (unsigned)kernel->threads || block_y != 1 || block_z != 1) {
    return INVALID_VALUE;
  }
  std::string arguments((const char*)parameters[0], kernel->argument_bytes);
  return put(stream, [=] { emulation::run(*kernel, arguments.data(), grid_x, grid_y, grid_z, backwards); });
}

// An event is the stream whose work it stands behind.
API cuEventCreate(void** event, unsigned) {
  BEGIN;
  return open(event, new Stream*(nullptr));
}

API cuEventRecord(void* event, void* stream) {
  BEGIN;
  *(Stream**)event = (Stream*)stream;
  return SUCCESS;
}

API cuEventSynchronize(void* event) {
  BEGIN;
  if (Stream* stream = *(Stream**)event) {
    finish(stream);
  }
  return SUCCESS;
}

API cuEventElapsedTime(float* milliseconds, void*, void*) {
  BEGIN;
  *milliseconds = 1;
  return SUCCESS;
}

API cuEventDestroy_v2(void* event) {
  BEGIN_RETURN;
  return close<Stream*>(event, failure);
}
