// SPDX-License-Identifier: GPL-3.0-or-later
#include <unistd.h>

#include <atomic>
#include <thread>

#include "mujaz/desk.h"

namespace mujaz {
namespace {

constexpr std::chrono::milliseconds idle{250}, after_trouble{1000};
constexpr std::chrono::minutes between_tidying{10};
constexpr int apart = -1;  // the thread of the kinds that wait on others

std::string name_of_worker(int thread) {
  static std::atomic<int> made = 0;
  char host[65] = {};
  ::gethostname(host, sizeof host - 1);
  return std::string(host) + "." + std::to_string(::getpid()) + "." + std::to_string(++made) + "." +
         std::to_string(thread);
}

}  // namespace

struct Workers::Inside {
  Desk& desk;
  std::function<void(const std::string&)> tell;
  Stop stop_all;
  std::vector<std::thread> threads;

  void loop(int thread) {
    const std::string worker = name_of_worker(thread);
    auto tidied = std::chrono::steady_clock::now();
    while (!stop_all.requested()) {
      try {
        if (!desk.work(worker, stop_all, thread == apart)) desk.wait(idle);
        if (thread != 0 || std::chrono::steady_clock::now() - tidied < between_tidying) continue;
        tidied = std::chrono::steady_clock::now();
        desk.tidy();
      } catch (const std::exception& error) {
        if (tell) tell(error.what());
        desk.wait(after_trouble);
      }
    }
  }
};

Workers::Workers(Desk& desk, int threads, std::function<void(const std::string&)> tell)
    : inside_(new Inside{desk, std::move(tell), {}, {}}) {
  for (int i = 0; i < threads; ++i) inside_->threads.emplace_back([this, i] { inside_->loop(i); });
  if (threads > 0) inside_->threads.emplace_back([this] { inside_->loop(apart); });
}

Workers::~Workers() {
  stop();
}

void Workers::stop() {
  inside_->stop_all.request();
  for (std::thread& thread : inside_->threads)
    if (thread.joinable()) thread.join();
}

}  // namespace mujaz
