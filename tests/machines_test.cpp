// SPDX-License-Identifier: GPL-3.0-or-later
// docs/guide/many-machines.md as it is written: its commands on two servers and two workers, with
// one PostgreSQL and one S3; a server and a worker are killed on the way.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>

#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <thread>

#include "bucket.h"
#include "cluster.h"
#include "http_client.h"
#include "support.h"

namespace mujaz {
namespace {
namespace fs = std::filesystem;
using Words = std::vector<std::string>;

/// The guide's commands by their verbs.
std::map<std::string, Words> commands() {
  std::map<std::string, Words> out;
  std::ifstream in(testing::source("docs/guide/many-machines.md"));
  for (std::string line; std::getline(in, line);) {
    if (!line.starts_with("$ mujaz ")) continue;
    std::istringstream parts(line.substr(8));
    Words words;
    for (std::string word; parts >> word;) words.push_back(word);
    std::string verb = words[0];
    if (verb == "admin") verb += " " + words[1];
    out[verb] = words;
  }
  return out;
}

std::string text_of(const fs::path& file) {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

/// One of the machines: a folder, and a program that runs on it.
class Machine {
 public:
  Machine(const fs::path& folder, Words command, const Words& environment) : out_(folder / "out") {
    fs::create_directories(folder);
    for (std::string& word : command) {
      if (word == "/var/lib/mujaz") word = (folder / "data").string();
      if (word == "0.0.0.0:8080") word = "127.0.0.1:0";
      if (word.starts_with("/var/backups/")) word = (folder / "backup").string();
    }
    std::vector<char*> argv{const_cast<char*>(MUJAZ_PROGRAM)}, envp;
    for (char** one = ::environ; *one; ++one) envp.push_back(*one);
    for (const std::string& word : command) argv.push_back(const_cast<char*>(word.c_str()));
    for (const std::string& entry : environment) envp.push_back(const_cast<char*>(entry.c_str()));
    argv.push_back(nullptr);
    envp.push_back(nullptr);
    const std::string out = out_.string();
    child_ = ::fork();
    if (child_ == 0) {
      if (!::freopen(out.c_str(), "w", stdout) || ::dup2(STDOUT_FILENO, STDERR_FILENO) < 0)
        ::_exit(126);
      ::execve(MUJAZ_PROGRAM, argv.data(), envp.data());
      ::_exit(127);
    }
  }
  ~Machine() { end(SIGKILL); }
  Machine(const Machine&) = delete;
  Machine& operator=(const Machine&) = delete;

  /// Its exit status when it has ended, by itself where `signal` is 0.
  int end(int signal) {
    if (child_ < 0) return -1;
    if (signal != 0) ::kill(child_, signal);
    int status = 0;
    ::waitpid(child_, &status, 0);
    child_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }
  std::string printed() const { return text_of(out_); }
  /// The port that a server listens at, once it does.
  int port() const {
    const std::string mark = "Listening on http://127.0.0.1:";
    for (int i = 0; i < 2400; ++i) {
      const std::string all = printed();
      const std::size_t at = all.find(mark);
      if (at != all.npos && all.find('\n', at) != all.npos)
        return std::stoi(all.substr(at + mark.size()));
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    ADD_FAILURE() << "no server: " << printed();
    return 0;
  }

 private:
  fs::path out_;
  pid_t child_ = -1;
};

class ManyMachines : public ::testing::Test {
 protected:
  ManyMachines()
      : environment{"MUJAZ_DATABASE=" + cluster.database(),
                    "MUJAZ_BLOBS=" + bucket.options().endpoint + "/mujaz/sound",
                    "AWS_ACCESS_KEY_ID=key", "AWS_SECRET_ACCESS_KEY=secret",
                    "MUJAZ_HOME=" + std::string(MUJAZ_SOURCE)} {}
  std::unique_ptr<Machine> on(const char* name, const char* verb) {
    return std::make_unique<Machine>(scratch.path / name, guide.at(verb), environment);
  }
  std::string once(const char* verb) {
    const auto machine = on(verb, verb);
    EXPECT_EQ(machine->end(0), 0) << verb << ": " << machine->printed();
    return machine->printed();
  }
  testing::Answer ask(const Machine& server, const std::string& method, const std::string& path,
                      const std::string& body = {}) {
    testing::Client client(server.port());
    // Who pushes has a token; listeners have none.
    const std::string right =
        method == "GET" ? "" : "Authorization: Bearer " + token + "\r\nContent-Type: text/html\r\n";
    return client.ask(method + " " + path + " HTTP/1.1\r\nHost: x\r\n" + right +
                      "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
  }
  /// Asks until the answer has this status.
  testing::Answer await(const Machine& server, const std::string& path, int status) {
    testing::Answer answer;
    for (int i = 0; i < 2400 && answer.status != status; ++i) {
      answer = ask(server, "GET", path);
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    EXPECT_EQ(answer.status, status) << path << ": " << answer.head;
    return answer;
  }
  testing::Scratch scratch;
  testing::Cluster cluster;
  testing::Bucket bucket{"secret"};
  const Words environment;
  const std::map<std::string, Words> guide = commands();
  std::string token;
};

TEST_F(ManyMachines, ServeWhatAnyOfThemWasGiven) {
  once("admin site");
  token = once("admin token");
  token = token.substr(0, token.find('\n'));
  auto web1 = on("web1", "serve"), web2 = on("web2", "serve");
  auto voice1 = on("voice1", "work"), voice2 = on("voice2", "work");
  const std::string article = text_of(testing::source("examples/article.html"));
  const std::string place = "/v1/sites/nawras/articles/";
  EXPECT_EQ(ask(*web1, "PUT", place + "a", article).status, 202);
  const testing::Answer episode = await(*web2, place + "a/episode", 200);
  EXPECT_EQ(await(*web1, place + "a/episode", 200).body, episode.body);
  const std::string url = nlohmann::json::parse(episode.body).at("audio").at(0).at("url");
  const std::string sound = url.substr(url.find("/audio/"));
  const testing::Answer heard = await(*web2, sound, 200);
  EXPECT_GT(heard.body.size(), 10'000u);
  EXPECT_EQ(await(*web1, sound, 200).body, heard.body);

  // A server and a worker are gone at once; nobody notices.
  web1->end(SIGKILL);
  voice1->end(SIGKILL);
  std::string other = article;
  const std::string months = "14 شهرا";
  for (std::size_t at = 0; (at = other.find(months, at)) != other.npos; ++at)
    other.replace(at, 2, "15");
  EXPECT_EQ(ask(*web2, "PUT", place + "b", other).status, 202);
  await(*web2, place + "b/episode", 200);
  web1 = on("web1", "serve");
  await(*web1, place + "b/episode", 200);

  // What one withdraws, the other forgets.
  await(*web1, sound, 200);
  EXPECT_EQ(ask(*web2, "DELETE", place + "a").status, 200);
  await(*web1, place + "a/episode", 410);
  await(*web1, sound, 410);
  const std::string backup = once("backup");
  EXPECT_NE(backup.find("stories"), backup.npos) << backup;
  EXPECT_EQ(web1->end(SIGTERM), 0) << web1->printed();
  EXPECT_EQ(web2->end(SIGTERM), 0) << web2->printed();
  EXPECT_EQ(voice2->end(SIGTERM), 0) << voice2->printed();
}

}  // namespace
}  // namespace mujaz
