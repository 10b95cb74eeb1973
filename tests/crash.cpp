// SPDX-License-Identifier: GPL-3.0-or-later
#include "crash.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <random>
#include <thread>

namespace mujaz::testing {
namespace fs = std::filesystem;
namespace {

int lines_of(const fs::path& file) {
  std::ifstream in(file);
  int lines = 0;
  for (std::string line; std::getline(in, line);) ++lines;
  return lines;
}

/// Pushes what has not been acknowledged, and writes down what has.
void push_all(const CrashPlan& plan, const fs::path& acknowledged) {
  int done = lines_of(acknowledged);
  Desk desk(desk_parts(plan.options, quick_crafts()));
  std::ofstream out(acknowledged, std::ios::app);
  for (; done < 2 * plan.articles; ++done) {
    desk.push(push_of(done, plan.articles), {"cms", Role::push});
    out << done << std::endl;
  }
}

void work_on(const CrashPlan& plan) {
  Desk desk(desk_parts(plan.options, quick_crafts()));
  const Workers workers(desk, 2);
  for (;;) ::pause();
}

pid_t begin(const std::function<void()>& what) {
  const pid_t child = ::fork();
  if (child != 0) return child;
  try {
    what();
    ::_exit(0);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "crash: %s\n", error.what());
    ::_exit(1);
  }
}

/// Whether it has ended by itself; throws where it failed.
bool ended(pid_t child) {
  int status = 0;
  if (::waitpid(child, &status, WNOHANG) != child) return false;
  if (status != 0) throw std::runtime_error("the process that pushes failed");
  return true;
}

void kill_it(pid_t child) {
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
}

}  // namespace

CrashResult crash(const CrashPlan& plan) {
  open_house(*Store::open(plan.options));
  const fs::path acknowledged = plan.options.folder / "acknowledged";
  CrashResult result;
  std::minstd_rand random(plan.seed);
  pid_t pusher = -1, worker = -1;
  bool pushed = false;
  while (result.kills < plan.kills || !pushed) {
    if (pusher < 0 && !pushed) pusher = begin([&] { push_all(plan, acknowledged); });
    if (worker < 0) worker = begin([&] { work_on(plan); });
    std::this_thread::sleep_for(
        std::chrono::milliseconds(1 + random() % static_cast<unsigned>(plan.longest)));
    if (pusher > 0 && ended(pusher)) {
      pusher = -1;
      pushed = lines_of(acknowledged) >= 2 * plan.articles;
    }
    if (result.kills >= plan.kills) continue;
    ++result.kills;
    pid_t& victim = pusher > 0 && random() % 3 == 0 ? pusher : worker;
    kill_it(victim);
    victim = -1;
  }
  if (worker > 0) kill_it(worker);
  result.acknowledged = lines_of(acknowledged);
  result.wrong = finish_and_look(desk_parts(plan.options, quick_crafts()), plan.articles);
  return result;
}

}  // namespace mujaz::testing
