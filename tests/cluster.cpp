// SPDX-License-Identifier: GPL-3.0-or-later
#include "cluster.h"

#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <signal.h>
#include <sys/shm.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <stdexcept>
#include <thread>

namespace mujaz::testing {
namespace fs = std::filesystem;
namespace {

/// PostgreSQL refuses to run as root.
const passwd* user() {
  return ::geteuid() == 0 ? ::getpwnam("postgres") : nullptr;
}

fs::path find_programs() {
  for (const char* version : {"17", "16", "15", "14"}) {
    const fs::path folder = fs::path("/usr/lib/postgresql") / version / "bin";
    if (fs::exists(folder / "initdb")) return folder;
  }
  throw std::runtime_error("PostgreSQL is not installed: packaging/debian.txt names the package");
}

}  // namespace

Cluster::Cluster(Folder) : programs_(find_programs()) {
  std::string name = (fs::temp_directory_path() / "mujaz-pg-XXXXXX").string();
  if (!::mkdtemp(name.data())) throw std::runtime_error("no temporary folder");
  folder_ = name;
  if (const passwd* as = user(); as && ::chown(name.c_str(), as->pw_uid, as->pw_gid) != 0)
    throw std::runtime_error("the folder cannot be given to postgres");
}

Cluster::Cluster() : Cluster(Folder{}) {
  run({(programs_ / "initdb").string(), "-D", (folder_ / "data").string(), "-U", "mujaz", "-A",
       "trust", "-N", "-E", "UTF8", "--locale=C"});
  start();
}

Cluster::~Cluster() {
  stop();
  std::error_code error;
  fs::remove_all(folder_, error);
}

void Cluster::start() {
  server_ = spawn({(programs_ / "postgres").string(), "-D", (folder_ / "data").string(), "-k",
                   folder_.string(), "-c", "listen_addresses=", "-c", "fsync=off", "-c",
                   "max_connections=60"});
  for (int i = 0; i < 300; ++i) {
    const pid_t asked = spawn({(programs_ / "pg_isready").string(), "-h", folder_.string(), "-q"});
    int status = 0;
    ::waitpid(asked, &status, 0);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return;
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  throw std::runtime_error("PostgreSQL does not start");
}

void Cluster::stop() {
  if (server_ < 0) return;
  ::kill(server_, SIGINT);
  ::waitpid(server_, nullptr, 0);
  server_ = -1;
}

void Cluster::kill() {
  // The seventh line of its file names a piece of memory that nobody else would give back.
  std::ifstream in(folder_ / "data" / "postmaster.pid");
  std::string line;
  for (int i = 0; i < 7; ++i) std::getline(in, line);
  ::kill(server_, SIGKILL);
  ::waitpid(server_, nullptr, 0);
  server_ = -1;
  ::shmctl(std::stoi(line.substr(line.find_last_of(' ') + 1)), IPC_RMID, nullptr);
}

std::unique_ptr<Cluster> Cluster::standby() {
  std::unique_ptr<Cluster> other(new Cluster(Folder{}));
  other->run({(programs_ / "pg_basebackup").string(), "-h", folder_.string(), "-U", "mujaz", "-D",
              (other->folder_ / "data").string(), "-c", "fast", "-R", "--no-sync"});
  other->start();
  sql("ALTER SYSTEM SET synchronous_standby_names = '*'");
  sql("SELECT pg_reload_conf()");
  sql("DO 'BEGIN WHILE NOT EXISTS (SELECT FROM pg_stat_replication WHERE sync_state = ''sync'')"
      " LOOP PERFORM pg_sleep(.02); END LOOP; END'");
  return other;
}

void Cluster::promote() {
  run({(programs_ / "pg_ctl").string(), "promote", "-s", "-w", "-D", (folder_ / "data").string()});
}

std::string Cluster::database(const Cluster* standby) {
  // A schema is one as far as our tables go, and is made at once.
  const std::string name = "t" + std::to_string(++databases_);
  sql("CREATE SCHEMA " + name);
  return "host=" + folder_.string() + (standby ? "," + standby->folder_.string() : "") +
         " user=mujaz dbname=postgres options='-c search_path=" + name + "'" +
         (standby ? " target_session_attrs=read-write" : "");
}

void Cluster::sql(const std::string& text) const {
  run({(programs_ / "psql").string(), "-h", folder_.string(), "-U", "mujaz", "-d", "postgres", "-q",
       "-c", "SET statement_timeout = '60s'", "-c", text});
}

pid_t Cluster::spawn(const std::vector<std::string>& command) const {
  std::vector<char*> arguments;
  for (const std::string& one : command) arguments.push_back(const_cast<char*>(one.c_str()));
  arguments.push_back(nullptr);
  const passwd* as = user();
  const std::string log_file = (folder_ / "log").string();
  const pid_t child = ::fork();
  if (child != 0) return child;
  const int log = ::open(log_file.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0666);
  ::dup2(log, STDOUT_FILENO);
  ::dup2(log, STDERR_FILENO);
  if (::chdir(folder_.c_str()) != 0) ::_exit(126);
  if (as &&
      (::setgroups(0, nullptr) != 0 || ::setgid(as->pw_gid) != 0 || ::setuid(as->pw_uid) != 0))
    ::_exit(126);
  ::execv(arguments[0], arguments.data());
  ::_exit(127);
}

void Cluster::run(const std::vector<std::string>& command) const {
  int status = 0;
  ::waitpid(spawn(command), &status, 0);
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
    throw std::runtime_error(command[0] + " failed; see " + (folder_ / "log").string());
}

}  // namespace mujaz::testing
