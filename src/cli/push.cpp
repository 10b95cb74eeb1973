// SPDX-License-Identifier: GPL-3.0-or-later
// An archive, pushed line by line to a server, at low priority; it goes on where it stopped.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

#include "cli/verbs.h"
#include "mujaz/digest.h"
#include "mujaz/http.h"

namespace mujaz::cli {
namespace {
namespace fs = std::filesystem;

using Json = nlohmann::json;

constexpr std::size_t longest_line = 4u << 20;  // of what the server takes
constexpr int lines_between_saves = 20;
constexpr std::chrono::seconds between_words{2};

struct Arguments {
  std::string file, to;
};

/// How far a push has come; kept beside the file, so that the next run goes on.
struct Progress {
  std::string to;
  std::int64_t offset = 0, lines = 0;
  std::map<std::string, std::int64_t> counts = {
      {"new", 0}, {"unchanged", 0}, {"older", 0}, {"refused", 0}};
};

fs::path state_file(const Arguments& arguments) {
  return arguments.file + ".pushed";
}

Progress begin(const Arguments& arguments) {
  Progress progress;
  progress.to = arguments.to;
  const fs::path file = state_file(arguments);
  std::error_code error;
  if (!fs::exists(file, error)) return progress;
  try {
    constexpr std::size_t most = 10'000;
    const Json json = Json::parse(read_file(file, most));
    if (json.at("to") != arguments.to)
      throw Error(ErrorCode::conflict,
                  "This file tells how far a push to another address came; remove it to begin "
                  "again.",
                  file.string());
    json.at("offset").get_to(progress.offset);
    json.at("lines").get_to(progress.lines);
    json.at("counts").get_to(progress.counts);
  } catch (const Json::exception&) {
    throw Error(ErrorCode::bad_input, "This is no state of a push; remove it to begin again.",
                file.string());
  }
  return progress;
}

void save(const Arguments& arguments, const Progress& progress) {
  const Json json = {{"to", progress.to},
                     {"offset", progress.offset},
                     {"lines", progress.lines},
                     {"counts", progress.counts}};
  write_file(state_file(arguments), json.dump(2) + "\n");
}

/// RFC 3986: what is not unreserved is encoded.
std::string encoded(const std::string& text) {
  constexpr std::string_view hex = "0123456789ABCDEF", marks = "-._~";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
        marks.find(c) != marks.npos)
      out += c;
    else
      out.append(1, '%').append(1, hex[byte >> 4]).append(1, hex[byte & 15]);
  }
  return out;
}

std::string id_of(const Json& json) {
  const auto found = json.find("id");
  if (found != json.end() && found->is_number_integer()) return found->dump();
  if (found == json.end() || !found->is_string() || found->get_ref<const std::string&>().empty())
    throw Error(ErrorCode::bad_input, "The line has no \"id\".");
  return found->get<std::string>();
}

/// The sentence of a problem (RFC 9457), or the status.
std::string detail_of(const HttpResponse& response) {
  const Json json = Json::parse(response.body, nullptr, false);
  const std::string status = "HTTP " + std::to_string(response.status);
  return json.is_object() && json.contains("detail") && json["detail"].is_string()
             ? status + ": " + json["detail"].get<std::string>()
             : status;
}

/// Pushes one line and gives the name of its count. Throws bad_input where the line is refused, and
/// otherwise where going on is of no use.
std::string push_line(const Arguments& arguments, const std::string& token,
                      const std::string& line) {
  Json json = Json::parse(line, nullptr, false);
  if (!json.is_object()) throw Error(ErrorCode::bad_input, "The line is not a JSON object.");
  json["archive"] = true;
  HttpRequest request;
  request.method = "PUT";
  request.url = arguments.to + "/articles/" + encoded(id_of(json));
  request.body = json.dump();
  request.headers = {{"Content-Type", "application/json"},
                     {"Authorization", "Bearer " + token},
                     {"Idempotency-Key", sha256(request.url + "\n" + request.body)}};
  // A queue that is full, a server that begins again: an archive has time.
  request.limits.retries = 100;
  request.limits.longest_wait = std::chrono::minutes(2);
  const HttpResponse response = send(request, &interrupted());
  switch (response.status) {
    case 200:
      return "unchanged";
    case 202:
      return "new";
    case 409:
      return "older";
    case 400:
    case 413:
    case 415:
    case 422:
      throw Error(ErrorCode::bad_input, detail_of(response));
    default:
      throw Error(ErrorCode::unavailable,
                  "The server does not take articles: " + detail_of(response));
  }
}

std::string counted(const Progress& progress) {
  std::string out = std::to_string(progress.lines) + " lines";
  for (const char* name : {"new", "unchanged", "older", "refused"})
    out += ", " + std::to_string(progress.counts.at(name)) + " " + name;
  return out;
}

int run(Arguments arguments) {
  interrupted();
  while (arguments.to.ends_with('/')) arguments.to.pop_back();
  parse_url(arguments.to);
  const char* token = std::getenv("MUJAZ_TOKEN");
  if (!token || !*token)
    throw Error(ErrorCode::bad_input, "The token stands in the environment.", "MUJAZ_TOKEN");
  std::ifstream in(arguments.file, std::ios::binary);
  if (!in) throw Error(ErrorCode::not_found, "The file cannot be opened.", arguments.file);
  const auto size = static_cast<std::int64_t>(fs::file_size(arguments.file));
  Progress progress = begin(arguments);
  in.seekg(progress.offset);
  auto told = std::chrono::steady_clock::now();
  try {
    for (std::string line; !interrupted().requested() && std::getline(in, line);) {
      const auto read = static_cast<std::int64_t>(line.size()) + 1;
      if (line.ends_with('\r')) line.pop_back();
      if (!line.empty()) try {
          if (line.size() > longest_line)
            throw Error(ErrorCode::bad_input, "The line is over the limit of 4 MB.");
          ++progress.counts[push_line(arguments, token, line)];
        } catch (const Error& error) {
          if (error.code() != ErrorCode::bad_input) throw;
          ++progress.counts["refused"];
          std::fprintf(stderr, "mujaz push: line %lld: %s\n",
                       static_cast<long long>(progress.lines) + 1, error.what());
        }
      progress.offset = std::min(size, progress.offset + read);
      if (++progress.lines % lines_between_saves == 0) save(arguments, progress);
      if (std::chrono::steady_clock::now() - told < between_words) continue;
      told = std::chrono::steady_clock::now();
      std::fprintf(stderr, "mujaz push: %lld %%, %s\n",
                   static_cast<long long>(size ? progress.offset * 100 / size : 100),
                   counted(progress).c_str());
    }
  } catch (const Error&) {
    save(arguments, progress);
    throw;
  }
  save(arguments, progress);
  print(counted(progress));
  if (!interrupted().requested()) return progress.counts["refused"] ? failed : done;
  std::fputs("mujaz push: stopped; the same command goes on from here\n", stderr);
  return failed;
}

}  // namespace

void add_push(CLI::App& app, int& exit) {
  CLI::App* verb = app.add_subcommand(
      "push", "Fill a server's archive from JSON lines; behind what people wait for.");
  auto arguments = std::make_shared<Arguments>();
  verb->add_option("--jsonl", arguments->file,
                   "a line an article: {\"id\", \"title\", \"text\" or \"body\" or \"html\", …}")
      ->required();
  verb->add_option("--to", arguments->to, "the site's address: https://HOST/v1/sites/NAME")
      ->required();
  verb->footer(
      "The token with the push right stands in $MUJAZ_TOKEN. How far it came stands in "
      "FILE.pushed:\n"
      "the same command goes on from there. A line that the server refuses is told and passed over "
      "(exit 1).\n"
      "Example: MUJAZ_TOKEN=mjz_… mujaz push --jsonl archive.jsonl --to "
      "https://mujaz.example/v1/sites/nawras");
  verb->callback([=, &exit] { exit = run(*arguments); });
}

}  // namespace mujaz::cli
