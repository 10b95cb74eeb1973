// SPDX-License-Identifier: GPL-3.0-or-later
// The networks that put marks on letters, each fed in its own way. For every sign of a text
// they give the share of each class of marks; a sign that a network does not see gets an even
// share.
#pragma once

#include <filesystem>
#include <span>
#include <unordered_map>
#include <vector>

#include "reading/marking.h"
#include "reading/network.h"

namespace mujaz::reading {

/// The numbers of a network's symbols and the marks of its classes, from `vocabulary.json`.
struct Vocabulary {
  explicit Vocabulary(const std::filesystem::path& folder);
  std::unordered_map<char32_t, std::int64_t> symbols;
  std::vector<std::u32string> classes;
  std::vector<Marks> hints;  ///< the marks of each class
  std::int64_t unknown = 0;  ///< 0: an unknown symbol is left out
  /// As libtashkeel numbers its hints: the class of these marks, 1 for none or an unknown set.
  std::int64_t hint_of(Marks marks) const;
};

/// libtashkeel (MIT): takes the author's marks as hints, wants punctuation to stand between spaces.
/// Any thread may use it.
class Libtashkeel {
 public:
  explicit Libtashkeel(const std::filesystem::path& folder);
  std::vector<Shares> shares(std::span<const Letter> text) const;

 private:
  Vocabulary vocabulary_;
  Network network_;
};

/// rawi v3 (Apache-2.0): bare letters without hamza and madda, punctuation as it is printed; one
/// head says whether a letter has a mark, the other which. Any thread may use it.
class Rawi {
 public:
  explicit Rawi(const std::filesystem::path& folder);
  std::vector<Shares> shares(std::span<const Letter> text) const;

 private:
  Vocabulary vocabulary_;
  Network network_;
  std::vector<int>
      class_of_;  ///< place in mark_classes of each of its classes, -1 for none of them
};

/// Our own (models/joiner): weighs the shares of the two others in context. Any thread may use it.
class Joiner {
 public:
  explicit Joiner(const std::filesystem::path& folder);
  /// `first`: libtashkeel's shares of the same text, `second`: rawi's.
  std::vector<Shares> shares(std::span<const Letter> text, std::span<const Shares> first,
                             std::span<const Shares> second) const;

 private:
  Vocabulary vocabulary_;
  Network network_;
};

}  // namespace mujaz::reading
