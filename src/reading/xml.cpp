// SPDX-License-Identifier: GPL-3.0-or-later
#include "reading/xml.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include <cstdarg>
#include <exception>
#include <memory>

#include "reading/pronunciation_files.h"

namespace mujaz::reading {
namespace {

constexpr std::size_t most_attributes = 64;  // libxml2 compares those of one element pairwise
constexpr std::size_t attribute_fields = 5;  // as libxml2 gives one

bool starts_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':' ||
         static_cast<unsigned char>(c) >= 0x80;
}

/// Counts the places of bytes in rising order.
class Places {
 public:
  explicit Places(std::string_view text) : text_(text) {}
  FilePlace of(std::size_t byte) {
    byte = std::min(byte, text_.size());
    if (byte < at_) {  // never for events in order; an error may point back
      at_ = 0;
      place_ = {1, 1};
    }
    for (; at_ < byte; ++at_) {
      if (text_[at_] == '\n')
        place_ = {place_.line + 1, 1};
      else if ((text_[at_] & 0xC0) != 0x80)
        ++place_.column;
    }
    return place_;
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
  FilePlace place_{1, 1};
};

/// Looks once over the tags, before libxml2 does, for an element with too many attributes.
void check_attribute_counts(std::string_view xml) {
  for (std::size_t i = xml.find('<'); i < xml.size(); i = xml.find('<', i)) {
    const std::string_view rest = xml.substr(i);
    for (const auto& [opening, closing] :
         {std::pair<std::string_view, std::string_view>("<!--", "-->"),
          std::pair<std::string_view, std::string_view>("<![CDATA[", "]]>"),
          std::pair<std::string_view, std::string_view>("<?", "?>")})
      if (rest.starts_with(opening))
        i = std::min(xml.find(closing, i + opening.size()), xml.size());
    const std::size_t opened = i++;
    if (opened >= xml.size() || xml[opened] != '<' || i >= xml.size() || !starts_name(xml[i]))
      continue;
    std::size_t attributes = 0;
    while (i < xml.size() && xml[i] != '>' && xml[i] != '<') {
      const char c = xml[i];
      if (c == '"' || c == '\'') {
        ++attributes;
        i = std::min(xml.find(c, i + 1), xml.size() - 1);
      }
      ++i;
    }
    if (attributes > most_attributes)
      throw Error(ErrorCode::too_large,
                  "An element has more than " + std::to_string(most_attributes) + " attributes.",
                  name_of(Places(xml).of(opened)));
  }
}

std::string string_of(const xmlChar* text) {
  return text ? reinterpret_cast<const char*>(text) : "";
}

/// Takes libxml2's events; C calls it, so nothing may be thrown through.
class Collector {
 public:
  Collector(std::string_view document, const XmlLimits& limits)
      : document_(document), limits_(limits), places_(document) {}

  template <typename Work>
  void guard(Work work) noexcept {
    if (failure) return;
    try {
      work();
    } catch (...) {
      failure = std::current_exception();
      xmlStopParser(parser);
    }
  }

  void start(const xmlChar* name, const xmlChar* space, int count, const xmlChar** fields) {
    last_tag_ = opening_before(offset());
    const FilePlace place = places_.of(last_tag_);
    if (++depth_ > limits_.depth)
      throw Error(ErrorCode::too_large,
                  "Elements stand deeper than " + std::to_string(limits_.depth) + " in each other.",
                  name_of(place));
    XmlEvent& event = add(XmlEvent::start, place);
    event.space = string_of(space);
    event.name = string_of(name);
    for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i) {
      const xmlChar** field = fields + i * attribute_fields;
      event.attributes.push_back({string_of(field[2]), string_of(field[0]),
                                  std::string(reinterpret_cast<const char*>(field[3]),
                                              reinterpret_cast<const char*>(field[4]))});
    }
  }

  void end(const xmlChar* name, const xmlChar* space) {
    --depth_;
    last_tag_ = opening_before(offset());
    XmlEvent& event = add(XmlEvent::end, places_.of(last_tag_));
    event.space = string_of(space);
    event.name = string_of(name);
  }

  void characters(const xmlChar* text, int size) {
    const auto length = static_cast<std::size_t>(size);
    if (events.empty() || events.back().kind != XmlEvent::text)
      add(XmlEvent::text, places_.of(end_of_tag(last_tag_)));
    events.back().characters.append(reinterpret_cast<const char*>(text), length);
  }

  void document_type() {
    throw Error(ErrorCode::bad_input, "A document type is not taken, nor entities of its own.",
                name_of(places_.of(opening_before(offset()))));
  }

  void not_well_formed(const xmlError& error) {
    if (failure) return;
    std::string what = error.message ? error.message : "it is not well formed";
    while (!what.empty() && (what.back() == '\n' || what.back() == ' ')) what.pop_back();
    throw Error(ErrorCode::bad_input, "This is not XML: " + what + ".",
                name_of(places_.of(offset())));
  }

  xmlParserCtxtPtr parser = nullptr;
  std::exception_ptr failure;
  std::vector<XmlEvent> events;

 private:
  /// How far libxml2 has read.
  std::size_t offset() const {
    if (!parser || !parser->input) return 0;
    const std::size_t read = parser->input->consumed +
                             static_cast<std::size_t>(parser->input->cur - parser->input->base);
    return std::min(document_.size(), read);
  }
  /// The last `<` before a place: no attribute's value has one.
  std::size_t opening_before(std::size_t byte) const {
    const std::size_t found = document_.rfind('<', byte == 0 ? 0 : byte - 1);
    return found == document_.npos ? byte : found;
  }
  /// Behind the tag that opens at a place.
  std::size_t end_of_tag(std::size_t at) const {
    while (at < document_.size() && document_[at] != '>') {
      const char c = document_[at];
      if (c == '"' || c == '\'') at = std::min(document_.find(c, at + 1), document_.size() - 1);
      ++at;
    }
    return at + 1;
  }
  XmlEvent& add(XmlEvent::Kind kind, FilePlace place) {
    XmlEvent& event = events.emplace_back();
    event.kind = kind;
    event.place = place;
    return event;
  }

  std::string_view document_;
  const XmlLimits& limits_;
  Places places_;
  std::size_t depth_ = 0, last_tag_ = 0;
};

Collector& collector(void* context) {
  return *static_cast<Collector*>(context);
}

void on_start(void* context, const xmlChar* name, const xmlChar*, const xmlChar* space, int,
              const xmlChar**, int count, int, const xmlChar** attributes) {
  collector(context).guard([&] { collector(context).start(name, space, count, attributes); });
}
void on_end(void* context, const xmlChar* name, const xmlChar*, const xmlChar* space) {
  collector(context).guard([&] { collector(context).end(name, space); });
}
void on_text(void* context, const xmlChar* text, int size) {
  collector(context).guard([&] { collector(context).characters(text, size); });
}
void on_document_type(void* context, const xmlChar*, const xmlChar*, const xmlChar*) {
  collector(context).guard([&] { collector(context).document_type(); });
}
void on_error(void* context, xmlErrorPtr error) {
  if (error->level < XML_ERR_ERROR) return;
  collector(context).guard([&] { collector(context).not_well_formed(*error); });
}

/// libxml2 wants one call before threads use it.
void initialise_parser() {
  static const bool done = [] {
    xmlInitParser();
    return true;
  }();
  (void)done;
}

}  // namespace

const std::string* XmlEvent::attribute(std::string_view wanted, std::string_view in_space) const {
  for (const XmlAttribute& attribute : attributes)
    if (attribute.name == wanted && attribute.space == in_space) return &attribute.value;
  return nullptr;
}

std::vector<XmlEvent> parse_xml(std::string_view utf8, const XmlLimits& limits) {
  if (utf8.size() > limits.bytes)
    throw Error(ErrorCode::too_large,
                "The document is over the limit of " + std::to_string(limits.bytes) + " bytes.");
  if (utf8.starts_with("\xEF\xBB\xBF")) utf8.remove_prefix(3);
  from_utf8(utf8);
  initialise_parser();
  check_attribute_counts(utf8);
  Collector collect(utf8, limits);
  const std::unique_ptr<xmlParserCtxt, decltype(&xmlFreeParserCtxt)> parser(
      xmlCreateMemoryParserCtxt(utf8.data(), static_cast<int>(utf8.size())), xmlFreeParserCtxt);
  if (!parser) throw Error(ErrorCode::bad_input, "The document is empty.", "line 1, column 1");
  xmlCtxtUseOptions(parser.get(), XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                                      XML_PARSE_IGNORE_ENC);
  xmlSwitchEncoding(parser.get(), XML_CHAR_ENCODING_UTF8);
  xmlSAXHandler events{};
  events.initialized = XML_SAX2_MAGIC;
  events.startElementNs = on_start;
  events.endElementNs = on_end;
  events.characters = events.ignorableWhitespace = events.cdataBlock = on_text;
  events.internalSubset = on_document_type;
  events.serror = on_error;
  *parser->sax = events;
  parser->userData = &collect;
  collect.parser = parser.get();
  xmlParseDocument(parser.get());
  if (collect.failure) std::rethrow_exception(collect.failure);
  if (!parser->wellFormed)
    throw Error(ErrorCode::bad_input, "This is not XML.", "line 1, column 1");
  return std::move(collect.events);
}

std::string xml_escaped(std::string_view text) {
  std::string out;
  for (const char c : text) switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  return out;
}

}  // namespace mujaz::reading
