#include "device.h"
#include "tensor_core.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <vector>

// The linker's names for the ends of the section that all shared memory is in.
extern "C" char __start_shared_memory[], __stop_shared_memory[];

namespace emulation {

static const size_t STACK_BYTES = 1 << 16;
static const size_t COPY_BYTES = 16;
static const int LANES = 32;

struct Copy {
  void* to;
  const void* from;
};

struct Fiber {
  ucontext_t context;
  std::vector<char> stack = std::vector<char>(STACK_BYTES);
  bool done;
  std::vector<Copy> begun;                 // not committed
  std::deque<std::vector<Copy>> groups;    // committed
};

struct Warp {
  Exchange exchange;
  int operation, waiting;
  unsigned long generation;
};

Index index;
static std::deque<Fiber> fibers;  // they stay where they are while it grows
static std::vector<Warp> warps;
static ucontext_t scheduler;
static const Kernel* running;
static const void* running_arguments;
static int waiting;               // fibers at the barrier
static unsigned long generation;  // barriers passed
static unsigned long advances;    // barriers and operations of warps that were passed, and fibers that ended

std::map<std::string, Kernel>& kernels(const std::string& module) {
  static std::map<std::string, std::map<std::string, Kernel>> all;
  return all[module];
}

void fail(const char* what) {
  fprintf(stderr, "emulation: %s (thread %d of block %d, %d, %d)\n", what, index.thread, index.block_x, index.block_y, index.block_z);
  abort();
}

static void pause() {
  swapcontext(&fibers[index.thread].context, &scheduler);
}

void wait() {
  unsigned long mine = generation;
  if (++waiting == running->threads) {
    waiting = 0;
    generation++;
    advances++;
  }
  while (generation == mine) {
    pause();
  }
}

const float* with_warp(int operation, const u32* brought, int words, void (*compute)(Exchange&, int), int parameter) {
  Warp& warp = warps[index.thread / LANES];
  int lane = index.thread % LANES;
  unsigned long mine = warp.generation;
  if (warp.waiting > 0 && warp.operation != operation) {
    fail("the lanes of a warp do different things");
  }
  warp.operation = operation;
  memcpy(warp.exchange.brought[lane], brought, words * sizeof(u32));
  if (++warp.waiting == LANES) {
    compute(warp.exchange, parameter);
    warp.waiting = 0;
    warp.generation++;
    advances++;
  }
  while (warp.generation == mine) {
    pause();
  }
  return warp.exchange.taken[lane];
}

void shuffle(Exchange& exchange, int mask) {
  for (int lane = 0; lane < LANES; lane++) {
    memcpy(&exchange.taken[lane][0], &exchange.brought[lane ^ mask][0], sizeof(float));
  }
}

// The numbers of the two matrices by lane, as the PTX manual shows them for mma.m16n8k16 and .f16.
void multiply_tiles(Exchange& exchange, int) {
  float left[16][16], right[16][8];
  for (int lane = 0; lane < LANES; lane++) {
    int row = lane / 4, pair = lane % 4 * 2;
    const u32* words = exchange.brought[lane];
    for (int i = 0; i < 2; i++) {
      for (int word = 0; word < 4; word++) {
        left[row + word % 2 * 8][pair + word / 2 * 8 + i] = float_of((half)(words[word] >> 16 * i));
      }
      for (int word = 0; word < 2; word++) {
        right[pair + word * 8 + i][row] = float_of((half)(words[4 + word] >> 16 * i));
      }
    }
  }
  for (int lane = 0; lane < LANES; lane++) {
    for (int i = 0; i < 4; i++) {
      int row = lane / 4 + i / 2 * 8, column = lane % 4 * 2 + i % 2;
      float sum = 0;
      for (int k = 0; k < 16; k++) {
        sum += left[row][k] * right[k][column];
      }
      exchange.taken[lane][i] = sum;
    }
  }
}

void copy_async(void* shared, const void* global) {
  if (((uintptr_t)shared | (uintptr_t)global) % COPY_BYTES != 0) {
    fail("an asynchronous copy is not aligned");
  }
  fibers[index.thread].begun.push_back({shared, global});
  memset(shared, 0xff, COPY_BYTES);
}

void copy_async_commit() {
  Fiber& fiber = fibers[index.thread];
  fiber.groups.push_back(fiber.begun);
  fiber.begun.clear();
}

void copy_async_wait(int count) {
  Fiber& fiber = fibers[index.thread];
  while ((int)fiber.groups.size() > count) {
    for (const Copy& copy : fiber.groups.front()) {
      memcpy(copy.to, copy.from, COPY_BYTES);
    }
    fiber.groups.pop_front();
  }
}

static void begin_fiber() {
  running->body(running_arguments);
  if (!fibers[index.thread].begun.empty() || !fibers[index.thread].groups.empty()) {
    fail("a thread ends before its asynchronous copies do");
  }
  fibers[index.thread].done = true;
  advances++;
  pause();
}

static void prepare_fibers() {
  while ((int)fibers.size() < running->threads) {
    fibers.emplace_back();
  }
  for (int i = 0; i < running->threads; i++) {
    Fiber& fiber = fibers[i];
    fiber.done = false;
    getcontext(&fiber.context);
    fiber.context.uc_stack.ss_sp = fiber.stack.data();
    fiber.context.uc_stack.ss_size = fiber.stack.size();
    fiber.context.uc_link = nullptr;
    makecontext(&fiber.context, begin_fiber, 0);
  }
}

// Runs the threads of one warp until each waits for other warps or has ended: warps get as far ahead of each other as barriers let them.
// Tells how many threads have ended.
static int run_warp(int first, bool backwards) {
  int lanes = first + LANES <= running->threads ? LANES : running->threads - first;
  int ended = 0;
  unsigned long before;
  do {
    before = advances;
    for (int i = 0; i < lanes; i++) {
      index.thread = first + (backwards ? lanes - 1 - i : i);
      Fiber& fiber = fibers[index.thread];
      if (!fiber.done) {
        swapcontext(&scheduler, &fiber.context);
        ended += fiber.done;
      }
    }
  } while (advances != before);
  return ended;
}

static void run_block(bool backwards) {
  memset(__start_shared_memory, 0xff, __stop_shared_memory - __start_shared_memory);
  prepare_fibers();
  waiting = 0;
  int count = (running->threads + LANES - 1) / LANES;
  warps.assign(count, Warp());
  for (int left = running->threads; left > 0;) {
    unsigned long before = advances;
    for (int i = 0; i < count; i++) {
      left -= run_warp((backwards ? count - 1 - i : i) * LANES, backwards);
    }
    if (advances == before) {
      fail("a barrier, or a warp's operation, is not reached by all threads");
    }
    if (waiting > 0 && left < running->threads) {
      fail("a thread has ended while others wait at a barrier");
    }
  }
}

void run(const Kernel& kernel, const void* arguments, int grid_x, int grid_y, int grid_z, bool backwards) {
  running = &kernel;
  running_arguments = arguments;
  for (index.block_z = 0; index.block_z < grid_z; index.block_z++) {
    for (index.block_y = 0; index.block_y < grid_y; index.block_y++) {
      for (index.block_x = 0; index.block_x < grid_x; index.block_x++) {
        run_block(backwards);
      }
    }
  }
}

}  // namespace emulation
