// SPDX-License-Identifier: GPL-3.0-or-later
// XML as SSML documents and pronunciation lexicons have it: elements and text with their places.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "mujaz/pronunciations.h"

namespace mujaz::reading {

inline constexpr char xml_space[] = "http://www.w3.org/XML/1998/namespace";

struct XmlAttribute {
  std::string space, name;  ///< its namespace, empty for none, and its local name
  std::string value;
};

struct XmlEvent {
  enum Kind { start, end, text } kind = text;
  std::string space, name;  ///< of an element
  std::vector<XmlAttribute> attributes;
  std::string characters;  ///< of a text
  FilePlace place;         ///< of the `<` that opens the tag, or of the text's first letter

  /// An attribute without a namespace, or null.
  const std::string* attribute(std::string_view wanted, std::string_view in_space = {}) const;
};

struct XmlLimits {
  std::size_t bytes = 1u << 20;
  std::size_t depth = 64;
};

/// The elements and the text of a document in order; comments and processing instructions are left
/// out. Throws too_large over the limits (and over 64 attributes in an element), bad_input with
/// line and column where the document is not well formed, is not UTF-8 or has a document type:
/// no entity but the five of XML is expanded and nothing is fetched.
std::vector<XmlEvent> parse_xml(std::string_view utf8, const XmlLimits& limits);

/// Text and attribute values as XML writes them.
std::string xml_escaped(std::string_view text);

}  // namespace mujaz::reading
