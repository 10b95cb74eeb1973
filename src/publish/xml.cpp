// SPDX-License-Identifier: GPL-3.0-or-later
#include "publish/xml.h"

namespace mujaz {

std::string xml(std::string_view utf8) {
  std::string out;
  out.reserve(utf8.size() + utf8.size() / 8);
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    const char c = utf8[i];
    // XML 1.0, production 2: neither controls nor U+FFFE and U+FFFF.
    if (utf8.substr(i, 3) == "\xEF\xBF\xBE" || utf8.substr(i, 3) == "\xEF\xBF\xBF") {
      out += ' ';
      i += 2;
    } else if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '"') {
      out += "&quot;";
    } else if (c == '\n') {
      out += "&#10;";
    } else {
      out += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c;
    }
  }
  return out;
}

XmlWriter::XmlWriter() : out_("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n") {}

void XmlWriter::begin(std::string_view name, const Attributes& attributes) {
  out_.append(2 * open_.size(), ' ').append("<").append(name);
  for (const auto& [key, value] : attributes)
    out_.append(" ").append(key).append("=\"").append(xml(value)).append("\"");
}

void XmlWriter::open(std::string_view name, const Attributes& attributes) {
  begin(name, attributes);
  out_ += ">\n";
  open_.emplace_back(name);
}

void XmlWriter::close() {
  const std::string name = std::move(open_.back());
  open_.pop_back();
  out_.append(2 * open_.size(), ' ').append("</").append(name).append(">\n");
}

void XmlWriter::text(std::string_view name, std::string_view text, const Attributes& attributes) {
  begin(name, attributes);
  out_.append(">").append(xml(text)).append("</").append(name).append(">\n");
}

void XmlWriter::text_if(std::string_view name, std::string_view text,
                        const Attributes& attributes) {
  if (!text.empty()) this->text(name, text, attributes);
}

void XmlWriter::empty(std::string_view name, const Attributes& attributes) {
  begin(name, attributes);
  out_ += "/>\n";
}

std::string XmlWriter::take() {
  while (!open_.empty()) close();
  return std::move(out_);
}

}  // namespace mujaz
