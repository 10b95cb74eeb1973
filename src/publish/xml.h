// SPDX-License-Identifier: GPL-3.0-or-later
// Writing XML 1.0: every text is escaped, every element is closed.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mujaz {

/// Text for content and for attributes; a character that XML has not becomes a space.
std::string xml(std::string_view utf8);

class XmlWriter {
 public:
  using Attributes = std::vector<std::pair<std::string_view, std::string>>;
  XmlWriter();
  void open(std::string_view name, const Attributes& attributes = {});
  void close();
  /// An element with a text.
  void text(std::string_view name, std::string_view text, const Attributes& attributes = {});
  /// The same where there is a text.
  void text_if(std::string_view name, std::string_view text, const Attributes& attributes = {});
  void empty(std::string_view name, const Attributes& attributes);
  /// Everything, once all is closed.
  std::string take();

 private:
  void begin(std::string_view name, const Attributes& attributes);

  std::string out_;
  std::vector<std::string> open_;
};

}  // namespace mujaz
