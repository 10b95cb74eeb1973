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
  return words(SourceText(text), {}, lone, cases);
}

std::vector<Word> Verbaliser::words(const SourceText& source, const Directions& directions,
                                    std::optional<Case> lone, const Cases& cases) const {
  return Sentence(rules_->tables, rules_->setup, source, directions, lone, cases).words();
}

Question Verbaliser::question(const SourceText& source, const Directions& directions,
                              std::optional<Case> lone) const {
  return Sentence(rules_->tables, rules_->setup, source, directions, lone, {}).question();
}

}  // namespace mujaz::reading
