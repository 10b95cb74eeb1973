// SPDX-License-Identifier: GPL-3.0-or-later
// `mujaz voices add`: from the disk and from a server on loopback that breaks off, cannot go on, or
// gives something else.
#include <gtest/gtest.h>

#include "loopback.h"
#include "mujaz/voice.h"
#include "support.h"

namespace mujaz {
namespace {
namespace fs = std::filesystem;
using testing::reply;
using testing::Server;

const fs::path kTiny = testing::source("tests/voices/tiny.onnx");

std::string bytes_of(const fs::path& file) {
  return read_file(file, 1 << 20);
}

struct Folder {
  testing::Scratch scratch;
  Places places = testing::places();
  Folder() { places.voices = {scratch.path / "voices"}; }
  fs::path at(const std::string& name) const { return scratch.path / "voices" / name; }
  bool clean() const { return !fs::exists(at("tiny.onnx")) && !fs::exists(at("tiny.onnx.json")); }
};

ErrorCode code_of(const std::function<void()>& action) {
  try {
    action();
  } catch (const Error& error) {
    return error.code();
  }
  ADD_FAILURE() << "nothing was thrown";
  return ErrorCode::internal;
}

AddedVoice add(const Folder& folder, const std::string& from, const std::string& sha256 = {}) {
  AddOptions options;
  options.sha256 = sha256;
  return add_voice(folder.places, testing::language(), from, options);
}

TEST(AddVoice, FromTheDiskOnce) {
  const Folder folder;
  const AddedVoice added = add(folder, kTiny.string());
  EXPECT_EQ(added.info.name, "tiny");
  EXPECT_EQ(added.sha256.size(), 64u);
  EXPECT_EQ(bytes_of(folder.at("tiny.onnx")), bytes_of(kTiny));
  EXPECT_EQ(load_voice(folder.places)->info().file, folder.at("tiny.onnx"));
  EXPECT_FALSE(fs::exists(folder.at(".incoming")));
  EXPECT_EQ(code_of([&] { add(folder, kTiny.string()); }), ErrorCode::conflict);
}

TEST(AddVoice, HoldsToTheSum) {
  const Folder folder;
  EXPECT_EQ(code_of([&] { add(folder, kTiny.string(), std::string(64, '0')); }),
            ErrorCode::bad_input);
  EXPECT_TRUE(folder.clean());
  const Folder other;
  const std::string sum = add(other, kTiny.string()).sha256;
  EXPECT_EQ(add(folder, kTiny.string(), sum).sha256, sum);
}

TEST(AddVoice, RefusesWhatIsNoVoice) {
  const Folder folder;
  EXPECT_EQ(code_of([&] { add(folder, "no-such-name"); }), ErrorCode::not_found);
  EXPECT_EQ(code_of([&] { add(folder, "https://example.org/voice.zip"); }), ErrorCode::unsupported);
  write_file(folder.scratch.path / "z.htsvoice", "no voice");
  EXPECT_EQ(code_of([&] { add(folder, (folder.scratch.path / "z.htsvoice").string()); }),
            ErrorCode::bad_input);
  EXPECT_FALSE(fs::exists(folder.at("z.htsvoice")));
  fs::copy_file(kTiny, folder.scratch.path / "alone.onnx");
  EXPECT_EQ(code_of([&] { add(folder, (folder.scratch.path / "alone.onnx").string()); }),
            ErrorCode::not_found)
      << "without its description";
}

TEST(AddVoice, GoesOnWhereADownloadBrokeOff) {
  const std::string whole = bytes_of(kTiny), description = bytes_of(kTiny.string() + ".json");
  int tries = 0;
  std::string range;
  Server* me = nullptr;
  Server server([&](const std::string& path) {
    if (path.ends_with(".json")) return reply(description);
    if (++tries == 1)  // half of what is promised
      return "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(whole.size()) + "\r\n\r\n" +
             whole.substr(0, 1000);
    const std::string request = me->last_request();
    const std::size_t at = request.find("Range: bytes=");
    range = at == request.npos ? "" : request.substr(at + 13, request.find('\r', at) - at - 13);
    return reply(whole.substr(1000),
                 "Content-Range: bytes 1000-" + std::to_string(whole.size() - 1) + "/" +
                     std::to_string(whole.size()) + "\r\n",
                 "206 Partial Content");
  });
  me = &server;
  const Folder folder;
  EXPECT_EQ(code_of([&] { add(folder, server.url("/v/tiny.onnx")); }), ErrorCode::unavailable);
  EXPECT_TRUE(folder.clean());
  EXPECT_EQ(add(folder, server.url("/v/tiny.onnx")).info.name, "tiny");
  EXPECT_EQ(range, "1000-");
  EXPECT_EQ(bytes_of(folder.at("tiny.onnx")), whole);
}

TEST(AddVoice, BeginsAgainWhereTheServerCannotGoOn) {
  const std::string whole = bytes_of(kTiny), description = bytes_of(kTiny.string() + ".json");
  Server server([&](const std::string& path) {
    return reply(path == "/tiny.onnx.json?download=true" ? description : whole);
  });
  const Folder folder;
  fs::create_directories(folder.at(".incoming"));
  write_file(folder.at(".incoming") / "tiny.onnx.part", "of something else");
  EXPECT_EQ(add(folder, server.url("/tiny.onnx?download=true")).info.name, "tiny");
  EXPECT_EQ(bytes_of(folder.at("tiny.onnx")), whole);
}

TEST(AddVoice, SaysThatThereIsNoFile) {
  Server server([](const std::string&) { return reply("", {}, "404 Not Found"); });
  const Folder folder;
  EXPECT_EQ(code_of([&] { add(folder, server.url("/tiny.onnx")); }), ErrorCode::not_found);
  EXPECT_TRUE(folder.clean());
}

TEST(AddVoice, EveryRowOfTheListIsWhole) {
  const Table table = testing::language().table("voices");
  ASSERT_FALSE(table.rows().empty());
  for (const auto& row : table.rows()) {
    const std::string name = to_utf8(row[table.column("name")]),
                      url = to_utf8(row[table.column("url")]),
                      kind = to_utf8(row[table.column("kind")]);
    EXPECT_TRUE(url.starts_with("https://"));
    EXPECT_TRUE(url.ends_with("/" + name + (kind == "hts" ? ".htsvoice" : ".onnx"))) << url;
    EXPECT_TRUE(kind == "hts" || kind == "piper");
  }
}

}  // namespace
}  // namespace mujaz
