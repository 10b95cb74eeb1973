// SPDX-License-Identifier: GPL-3.0-or-later
// Many inputs in one run: JSON lines on all cores, and plain lines.
#include <atomic>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <thread>

#include "cli/verbs.h"

namespace mujaz::cli {
namespace {

using Json = nlohmann::json;

constexpr std::size_t line_limit = 20u << 20;

/// A line of at most `line_limit` bytes; a longer one is read to its end and comes back as `over`.
bool next_line(std::istream& in, std::string& line, bool& over) {
  line.clear();
  over = false;
  std::streambuf* buffer = in.rdbuf();
  for (int c; (c = buffer->sbumpc()) != std::char_traits<char>::eof();) {
    if (c == '\n') {
      if (line.ends_with('\r')) line.pop_back();
      return true;
    }
    if (line.size() < line_limit)
      line.push_back(static_cast<char>(c));
    else
      over = true;
  }
  return !line.empty();
}

std::string dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string answer(const std::string& line, bool over, const Extractor& extractor,
                   const std::function<std::string(const Entry&)>& work) {
  std::string id = "null";
  const auto error = [&](ErrorCode code, const std::string& what) {
    return "{\"id\":" + id + ",\"error\":" + dump(Json{{"code", name(code)}, {"what", what}}) + "}";
  };
  try {
    if (over) throw Error(ErrorCode::too_large, "The line is over the limit of 20 MB.");
    const Json json = Json::parse(line);
    if (!json.is_object()) throw Error(ErrorCode::bad_input, "The line is not a JSON object.");
    if (const auto found = json.find("id");
        found != json.end() && (found->is_string() || found->is_number()))
      id = dump(*found);
    Entry entry{id, extractor.extract_given(parse_given(line)), {}};
    if (const auto found = json.find("points"); found != json.end())
      entry.points = dump(Json{{"points", *found}});
    const std::string out = work(entry);  // an object: the id goes in as its first member
    return "{\"id\":" + id + (out == "{}" ? "" : ",") + out.substr(1);
  } catch (const Error& thrown) {
    return error(thrown.code(), thrown.what());
  } catch (const Json::exception& thrown) {
    return error(ErrorCode::bad_input, std::string("The line is not JSON: ") + thrown.what());
  } catch (const std::exception& thrown) {
    return error(ErrorCode::internal, thrown.what());
  }
}

}  // namespace

void each_entry(const std::string& file, const Extractor& extractor,
                const std::function<std::string(const Entry&)>& work) {
  std::ifstream opened;
  if (file != "-") {
    opened.open(file, std::ios::binary);
    if (!opened) throw Error(ErrorCode::not_found, "The file cannot be opened.", file);
  }
  std::istream& in = file == "-" ? std::cin : opened;
  const unsigned cores = std::max(1u, std::thread::hardware_concurrency());
  const std::size_t batch = std::size_t{16} * cores;  // bounds memory, and keeps the cores at work
  for (bool more = true; more && !interrupted().requested();) {
    std::vector<std::string> lines, answers;
    std::vector<char> over;
    std::string line;
    bool too_long = false;
    while (lines.size() < batch && (more = next_line(in, line, too_long))) {
      if (line.find_first_not_of(" \t") == line.npos) continue;
      lines.push_back(line);
      over.push_back(too_long);
    }
    answers.resize(lines.size());
    std::atomic<std::size_t> next = 0;
    const auto worker = [&] {
      for (std::size_t i; (i = next++) < lines.size();)
        answers[i] = answer(lines[i], over[i] != 0, extractor, work);
    };
    std::vector<std::jthread> threads;
    for (unsigned i = 1; i < cores && i < lines.size(); ++i) threads.emplace_back(worker);
    worker();
    threads.clear();
    for (const std::string& out : answers) print(out);
  }
}

void each_line(const std::function<std::string(const std::u32string&)>& work) {
  std::string line;
  bool over = false;
  for (int number = 1; next_line(std::cin, line, over); ++number) {
    const std::string where = "line " + std::to_string(number);
    if (over) throw Error(ErrorCode::too_large, "The line is over the limit of 20 MB.", where);
    try {
      print(work(from_utf8(line)));
    } catch (const Error& error) {
      throw Error(error.code(), error.what(),
                  where + (error.where().empty() ? "" : ", " + error.where()));
    }
  }
}

}  // namespace mujaz::cli
