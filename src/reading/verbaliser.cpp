// SPDX-License-Identifier: GPL-3.0-or-later
#include "reading/sentence.h"

namespace mujaz::reading {

struct Verbaliser::Rules {
  explicit Rules(const Language& language) : tables(language) {}
  Tables tables;
};

Verbaliser::Verbaliser(const Language& language)
    : rules_(std::make_unique<const Rules>(language)) {}

Verbaliser::~Verbaliser() = default;

std::vector<Word> Verbaliser::words(std::u32string_view text, std::optional<Case> lone) const {
  const SourceText source(text);
  return Sentence(rules_->tables, source, lone).words();
}

}  // namespace mujaz::reading
