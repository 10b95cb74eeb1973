// SPDX-License-Identifier: GPL-3.0-or-later
// The format (hts_engine API 1.10): a header in ASCII lines with the sections GLOBAL, STREAM and
// POSITION, then the data, in which POSITION gives each piece a range of bytes. A model is a tree
// text (questions, then a tree a state) and a table: how many densities each tree has (32 bits
// each), then their floats, all little-endian.
#include "voice/hts_file.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <map>
#include <string_view>
#include <vector>

#include "mujaz/core.h"

namespace mujaz::voice {
namespace {

constexpr std::size_t kMostLine = 1000;  // the engine's buffers hold 1024
constexpr int kMostDepth = 1000;         // the engine frees trees by recursion

const std::array<std::pair<std::string_view, std::vector<std::string_view>>, 3> kSections = {{
    {"[GLOBAL]",
     {"HTS_VOICE_VERSION", "SAMPLING_FREQUENCY", "FRAME_PERIOD", "NUM_STATES", "NUM_STREAMS",
      "STREAM_TYPE", "FULLCONTEXT_FORMAT", "FULLCONTEXT_VERSION", "GV_OFF_CONTEXT", "COMMENT"}},
    {"[STREAM]", {"VECTOR_LENGTH", "IS_MSD", "NUM_WINDOWS", "USE_GV", "OPTION"}},
    {"[POSITION]",
     {"DURATION_PDF", "DURATION_TREE", "STREAM_WIN", "STREAM_PDF", "STREAM_TREE", "GV_PDF",
      "GV_TREE"}},
}};

class Reader {
 public:
  Reader(std::string_view bytes, std::string where) : bytes_(bytes), where_(std::move(where)) {}

  HtsFile read() {
    read_header();
    read_global();
    model("DURATION_PDF", "DURATION_TREE", 1, static_cast<std::size_t>(file_.states) * 2, true);
    for (std::size_t i = 0; i < streams_.size(); ++i) read_stream(i);
    return std::move(file_);
  }

 private:
  [[noreturn]] void fail(const std::string& what) const {
    throw Error(ErrorCode::bad_input, "This is not an HTS voice: " + what + ".", where_);
  }

  // ---- the header

  void read_header() {
    constexpr std::string_view data = "[DATA]\n";
    const std::size_t end = bytes_.substr(0, 100'000).find(data);
    if (!bytes_.starts_with("[GLOBAL]\n") || end == std::string_view::npos)
      fail("it does not begin with a header");
    std::string_view header = bytes_.substr(0, end);
    data_ = bytes_.substr(end + data.size());
    // Each field in its section and no others: the engine passes over what it does not expect.
    std::size_t section = 0;
    while (!header.empty()) {
      const std::string_view line = header.substr(0, header.find('\n'));
      header.remove_prefix(std::min(line.size() + 1, header.size()));
      if (line.size() > kMostLine || !is_text(line)) fail("its header is damaged");
      if (section < kSections.size() && line == kSections[section].first) {
        ++section;
        continue;
      }
      const std::size_t colon = line.find(':');
      const std::string_view key = line.substr(0, colon), name = key.substr(0, key.find('['));
      const auto& known = kSections[section - 1].second;
      if (colon == std::string_view::npos ||
          std::find(known.begin(), known.end(), name) == known.end())
        fail("its header has the line " + std::string(line.substr(0, 40)));
      if (!fields_.emplace(key, line.substr(colon + 1)).second)
        fail("it gives " + std::string(key) + " twice");
    }
    if (section != kSections.size()) fail("its header lacks a section");
  }

  static bool is_text(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7F; });
  }

  std::string_view field(const std::string& key) const {
    const auto found = fields_.find(key);
    if (found == fields_.end()) fail("its header lacks " + key);
    return found->second;
  }

  int number(std::string_view text, int least, int most, const std::string& what) const {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || value < least || value > most)
      fail(what + " is \"" + std::string(text.substr(0, 20)) + "\"");
    return value;
  }
  int number(const std::string& key, int least, int most) const {
    return number(field(key), least, most, key);
  }

  void read_global() {
    file_.rate = number("SAMPLING_FREQUENCY", 8'000, 96'000);
    file_.frame = number("FRAME_PERIOD", 1, file_.rate / 50);
    file_.states = number("NUM_STATES", 1, 10);
    const int count = number("NUM_STREAMS", 2, 3);  // all that the engine's vocoder takes
    std::string_view types = field("STREAM_TYPE");
    while (!types.empty()) {
      const std::string_view type = types.substr(0, types.find(','));
      types.remove_prefix(std::min(type.size() + 1, types.size()));
      streams_.emplace_back(type);
    }
    if (std::ssize(streams_) != count ||
        std::set<std::string>(streams_.begin(), streams_.end()).size() != streams_.size())
      fail("STREAM_TYPE is not a list of its streams");
    if (!fields_.contains("GV_OFF_CONTEXT")) return;
    // The engine reads it as a question.
    const std::string question = "GV-Off { " + std::string(field("GV_OFF_CONTEXT")) + " }\n";
    text_ = question;
    std::set<std::string> names;
    read_question(names);
  }

  // ---- streams

  void read_stream(std::size_t index) {
    const std::string name = "[" + streams_[index] + "]";
    const bool pitch = index == 1, filter = index == 2;
    const int length = number("VECTOR_LENGTH" + name, pitch ? 1 : 2, pitch ? 1 : 512);
    if (filter && length % 2 == 0) fail("its low-pass filter has an even length");
    const int windows = number("NUM_WINDOWS" + name, 1, 3);
    if (number("IS_MSD" + name, 0, 1) != (pitch ? 1 : 0)) fail("IS_MSD" + name + " is wrong");
    const int has_gv = number("USE_GV" + name, 0, 1);
    read_options(field("OPTION" + name));
    read_windows(field("STREAM_WIN" + name), windows);
    const auto values = static_cast<std::size_t>(length) * 2;
    model("STREAM_PDF" + name, "STREAM_TREE" + name, file_.states,
          values * static_cast<std::size_t>(windows) + (pitch ? 1 : 0), false);
    if (has_gv) model("GV_PDF" + name, "GV_TREE" + name, 1, values, false);
  }

  /// Only what a mel-cepstral voice needs: a warping factor.
  void read_options(std::string_view options) const {
    while (!options.empty()) {
      const std::string_view option = options.substr(0, options.find(','));
      options.remove_prefix(std::min(option.size() + 1, options.size()));
      if (option == "GAMMA=0" || option == "LN_GAIN=0" || option == "LN_GAIN=1") continue;
      constexpr std::string_view alpha = "ALPHA=";
      double value = -1;
      if (option.starts_with(alpha))
        std::from_chars(option.data() + alpha.size(), option.data() + option.size(), value);
      if (!(value >= 0 && value < 1)) fail("there is no rule for " + std::string(option));
    }
  }

  std::string_view piece(std::string_view range, const std::string& what) const {
    const std::size_t dash = range.find('-');
    if (dash == std::string_view::npos) fail(what + " has no range");
    const int from = number(range.substr(0, dash), 0, 1 << 30, what),
              to = number(range.substr(dash + 1), from, 1 << 30, what);
    if (static_cast<std::size_t>(to) >= data_.size())
      fail("it ends before its " + what + ", at byte " + std::to_string(bytes_.size()));
    return data_.substr(static_cast<std::size_t>(from), static_cast<std::size_t>(to - from) + 1);
  }

  void read_windows(std::string_view ranges, int windows) {
    for (int i = 0; i < windows; ++i) {
      const std::string_view range = ranges.substr(0, ranges.find(','));
      ranges.remove_prefix(std::min(range.size() + 1, ranges.size()));
      begin_text(piece(range, "STREAM_WIN"), "STREAM_WIN");
      const int size = number(token(), 1, 15, "the size of a window");
      for (int j = 0; j < size; ++j) {
        const std::string value = token();
        double read = 0;
        std::from_chars(value.data(), value.data() + value.size(), read);
        if (!std::isfinite(read) || std::abs(read) > 1000) fail("a window has the value " + value);
      }
    }
  }

  // ---- trees

  void begin_text(std::string_view text, const std::string& what) {
    if (!text.ends_with('\n')) fail(what + " does not end with a line");
    text_ = text;
  }

  bool at_end() {
    text_.remove_prefix(std::min(text_.find_first_not_of(" \n"), text_.size()));
    return text_.empty();
  }

  /// The next token as the engine cuts it: up to a blank or a line's end, or in double quotes; a
  /// comma where a token may begin is one alone.
  std::string token() {
    if (at_end()) fail("a tree or window ends too early");
    if (text_.front() == ',') {
      text_.remove_prefix(1);
      return ",";
    }
    const bool quoted = text_.front() == '"';
    if (quoted) text_.remove_prefix(1);
    const std::size_t end = text_.find_first_of(quoted ? "\"" : " \n");
    if (end == 0 || end > kMostLine) fail("a tree has a token of no sane length");
    const std::string_view token = text_.substr(0, end);
    if (!is_text(token) || token.front() == '\'' || token.front() == '"')
      fail("a tree has a token of no sane form");
    text_.remove_prefix(end + 1);
    return std::string(token);
  }

  void read_question(std::set<std::string>& names) {
    names.insert(token());
    if (token() != "{") fail("a question has no patterns");
    for (;;) {
      note_phone(token());
      const std::string after = token();
      if (after == "}") return;
      if (after != ",") fail("the patterns of a question are not a list");
    }
  }

  /// `*-PHONE+*` asks for the phone itself.
  void note_phone(std::string_view pattern) {
    if (pattern.size() > 4 && pattern.starts_with("*-") && pattern.ends_with("+*"))
      file_.phones.emplace(pattern.substr(2, pattern.size() - 4));
  }

  /// The number at the end of a leaf's name, from 1.
  int density(std::string_view leaf) const {
    const std::size_t digits = leaf.find_last_not_of("0123456789") + 1;
    if (digits == 0) fail("a tree has the leaf " + std::string(leaf));
    return number(leaf.substr(digits), 1, 10'000'000, "a leaf");
  }

  /// One tree; gives the highest density that it names.
  int read_tree(const std::set<std::string>& questions) {
    const std::string first = token();
    if (first != "{") return density(first);
    std::map<int, int> open{{0, 1}};  // nodes named and not yet given, with their depth
    int highest = 0;
    for (std::string node = token(); node != "}"; node = token()) {
      const auto found = open.find(number(node, -10'000'000, 0, "a node"));
      if (found == open.end()) fail("a tree gives the node " + node + " out of order");
      const int depth = found->second + 1;
      open.erase(found);
      if (depth > kMostDepth) fail("a tree is too deep");
      if (!questions.contains(token())) fail("a tree asks a question that is not there");
      for (int child = 0; child < 2; ++child) {
        const std::string name = token();
        if (name.find_first_not_of("-0123456789") != std::string::npos)
          highest = std::max(highest, density(name));
        else if (!open.emplace(number(name, -10'000'000, -1, "a node"), depth).second)
          fail("a tree names the node " + name + " twice");
      }
    }
    if (!open.empty()) fail("a tree lacks a node");
    return highest;
  }

  /// A tree for each state from 2 on, and for each as many densities as it names.
  void model(const std::string& pdf, const std::string& tree, int states, std::size_t values,
             bool durations) {
    begin_text(piece(field(tree), tree), tree);
    std::set<std::string> questions;
    std::vector<int> named;
    while (!at_end()) {
      const std::string head = token();
      if (head == "QS")
        read_question(questions);
      else if (head == "{*}[" + std::to_string(named.size() + 2) + "]")
        named.push_back(read_tree(questions));
      else
        fail(tree + " has " + head.substr(0, 40) + " where a tree begins");
    }
    if (std::ssize(named) != states) fail(tree + " has not a tree for each state");
    read_densities(piece(field(pdf), pdf), pdf, named, values, durations);
  }

  // ---- densities

  void read_densities(std::string_view table, const std::string& what,
                      const std::vector<int>& named, std::size_t values, bool durations) const {
    std::uint64_t densities = 0;
    for (std::size_t i = 0; i < named.size(); ++i) {
      std::uint32_t count = 0;
      if (table.size() < (i + 1) * sizeof count) fail("its " + what + " is cut short");
      std::memcpy(&count, table.data() + i * sizeof count, sizeof count);
      if (count < static_cast<std::uint32_t>(named[i]))
        fail(what + " has fewer densities than its tree names");
      densities += count;
    }
    table.remove_prefix(named.size() * sizeof(std::uint32_t));
    if (densities * values * sizeof(float) != table.size())
      fail("its " + what + " has not the size of its densities");
    for (std::size_t i = 0; i < table.size() / sizeof(float); ++i) {
      float value = 0;
      std::memcpy(&value, table.data() + i * sizeof value, sizeof value);
      if (!std::isfinite(value)) fail(what + " has a value that is no number");
      if (durations) check_duration(value, i % values >= values / 2);
    }
  }

  /// Means and variances are counted in frames; no state of a phone lasts a second.
  void check_duration(float value, bool variance) const {
    const float most = static_cast<float>(file_.rate) / static_cast<float>(file_.frame);
    if (variance ? !(value > 0 && value < most * most) : !(value >= 0 && value < most))
      fail("a state lasts " + std::to_string(value) + " frames");
  }

  std::string_view bytes_, data_, text_;
  std::string where_;
  std::map<std::string, std::string_view> fields_;
  std::vector<std::string> streams_;
  HtsFile file_;
};

}  // namespace

HtsFile read_hts_file(const std::string& bytes, const std::string& where) {
  return Reader(bytes, where).read();
}

}  // namespace mujaz::voice
