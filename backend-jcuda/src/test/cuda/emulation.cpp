#include "device.h"
#include "tensor_core.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <vector>

// switch_stack(from, to): keeps what a function must leave as it was (System V, x86-64) on the stack it runs on, notes in `from` where,
// and goes on where `to` was noted. glibc's swapcontext does the same with two calls of the kernel each time, for the signal mask: most
// of a test's time.
extern "C" void switch_stack(void** from, void* to);
asm(R"(
.text
.globl switch_stack
.hidden switch_stack
.type switch_stack, @function
switch_stack:
  pushq %rbp
  pushq %rbx
  pushq %r12
  pushq %r13
  pushq %r14
  pushq %r15
  movq %rsp, (%rdi)
  movq %rsi, %rsp
  popq %r15
  popq %r14
  popq %r13
  popq %r12
  popq %rbx
  popq %rbp
  ret
.size switch_stack, .-switch_stack
)");

// The linker's names for the ends of the section that all shared memory is in.
extern "C" char __start_shared_memory[], __stop_shared_memory[];

namespace emulation {

static const size_t STACK_BYTES = 1 << 16;
static const size_t STACK_ALIGNMENT = 16;
static const int SAVED_REGISTERS = 6;
static const size_t COPY_BYTES = 16;
static const int LANES = 32;

struct Copy {
  void* to;
  const void* from;
};

struct Fiber {
  void* top;  // of its stack while it does not run
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
static Fiber* current;            // the one that runs
static std::vector<Warp> warps;
static void* scheduler;           // the top of its stack while a fiber runs
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
  switch_stack(&current->top, scheduler);
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
  current->begun.push_back({shared, global});
  memset(shared, 0xff, COPY_BYTES);
}

void copy_async_commit() {
  current->groups.push_back(current->begun);
  current->begun.clear();
}

void copy_async_wait(int count) {
  while ((int)current->groups.size() > count) {
    for (const Copy& copy : current->groups.front()) {
      memcpy(copy.to, copy.from, COPY_BYTES);
    }
    current->groups.pop_front();
  }
}

// Not inlined: begin_fiber never returns, so it has no variables, which AddressSanitizer would keep guarded on the next fiber's stack.
__attribute__((noinline)) static void run_body() {
  running->body(running_arguments);
  if (!current->begun.empty() || !current->groups.empty()) {
    fail("a thread ends before its asynchronous copies do");
  }
  current->done = true;
  advances++;
}

static void begin_fiber() {
  run_body();
  pause();
}

// Lays out a stack as switch_stack leaves it, so that the fiber begins in begin_fiber: registers, and where to return to; above it the
// place of a caller's address, for a function finds its stack aligned but for that.
static void* fresh_stack(std::vector<char>& stack) {
  uintptr_t end = (uintptr_t)(stack.data() + stack.size()) / STACK_ALIGNMENT * STACK_ALIGNMENT;
  void** top = (void**)end - 2 - SAVED_REGISTERS;
  memset(top, 0, end - (uintptr_t)top);
  top[SAVED_REGISTERS] = (void*)begin_fiber;
  return top;
}

static void prepare_fibers() {
  while ((int)fibers.size() < running->threads) {
    fibers.emplace_back();
  }
  for (int i = 0; i < running->threads; i++) {
    Fiber& fiber = fibers[i];
    fiber.done = false;
    fiber.top = fresh_stack(fiber.stack);
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
      current = &fibers[index.thread];
      if (!current->done) {
        switch_stack(&scheduler, current->top);
        ended += current->done;
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
