// SPDX-License-Identifier: GPL-3.0-or-later
#include "reading/sentence.h"

namespace mujaz::reading {

struct Verbaliser::Rules {
  Rules(const Language& language, const ReaderSetup& wanted) : tables(language), setup(wanted) {}
  Tables tables;
  ReaderSetup setup;
};

Verbaliser::Verbaliser(const Language& language, const ReaderSetup& setup)
    : rules_(std::make_unique<const Rules>(language, setup)) {}

Verbaliser::~Verbaliser() = default;

std::vector<Word> Verbaliser::words(std::u32string_view text, std::optional<Case> lone,
                                    const Cases& cases) const {
  const SourceText source(text);
  return Sentence(rules_->tables, rules_->setup, source, lone, cases).words();
}

Question Verbaliser::question(std::u32string_view text, std::optional<Case> lone) const {
  const SourceText source(text);
  return Sentence(rules_->tables, rules_->setup, source, lone, {}).question();
}

}  // namespace mujaz::reading
