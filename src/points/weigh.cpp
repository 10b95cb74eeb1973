// SPDX-License-Identifier: GPL-3.0-or-later
#include "points/weigh.h"

#include <charconv>

namespace mujaz::points {
namespace {

constexpr const char* names[features] = {"count",           "stem_count",
                                         "in_title",        "stems_in_title",
                                         "stem_place",      "sentences",
                                         "share",           "article_length",
                                         "place",           "before",
                                         "after",           "sentence_length",
                                         "title_words",     "title_share",
                                         "title_rank",      "like_lead",
                                         "segment",         "segment_words",
                                         "segment_title",   "best_title_words",
                                         "best_title_rank", "best_segment_title",
                                         "quoted",          "numbers",
                                         "title_size",      "paragraph",
                                         "background",      "first_word",
                                         "second_word",     "both_words"};

}  // namespace

const char* name(Feature feature) {
  return names[static_cast<std::size_t>(feature)];
}

Trees::Trees(const Table& table, std::u32string_view model) {
  const auto column = [&](std::string_view name) { return table.column(name); };
  const std::size_t of = column("model"), tree = column("tree"), feature = column("feature"),
                    limit = column("limit"), left = column("left"), right = column("right"),
                    value = column("value");
  std::u32string current;
  int base = 0;
  for (std::size_t i = 0; i < table.rows().size(); ++i) {
    const auto& row = table.rows()[i];
    if (row[of] != model) continue;
    const auto wrong = [&](const char* what) {
      return Error(ErrorCode::bad_input, what, table.file() + ":" + std::to_string(table.line(i)));
    };
    const auto number = [&](std::size_t cell) {
      const std::string text = to_utf8(row[cell]);
      float read = 0;
      const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), read);
      if (error != std::errc() || end != text.data() + text.size())
        throw wrong("A weight is no number.");
      return read;
    };
    if (roots_.empty() || row[tree] != current) {
      current = row[tree];
      base = static_cast<int>(nodes_.size());
      roots_.push_back(base);
    }
    Node& node = nodes_.emplace_back();
    if (row[feature].empty()) {
      node.value = number(value);
      continue;
    }
    const auto at = std::find(std::begin(names), std::end(names), to_utf8(row[feature]));
    if (at == std::end(names)) throw wrong("There is no such feature.");
    node.feature = static_cast<int>(at - std::begin(names));
    node.limit = number(limit);
    node.left = base + static_cast<int>(number(left));
    node.right = base + static_cast<int>(number(right));
    // Children stand behind their parent, so that every walk ends.
    const int here = static_cast<int>(nodes_.size()) - 1;
    if (node.left <= here || node.right <= here) throw wrong("A branch leads back.");
  }
  for (const Node& node : nodes_)
    if (node.feature >= 0 && std::max(node.left, node.right) >= static_cast<int>(nodes_.size()))
      throw Error(ErrorCode::bad_input, "A branch leads nowhere.", table.file());
}

double Trees::operator()(const std::array<float, features>& of) const {
  double sum = 0;
  for (const int root : roots_) {
    const Node* node = &nodes_[static_cast<std::size_t>(root)];
    while (node->feature >= 0) {
      const bool low = of[static_cast<std::size_t>(node->feature)] <= node->limit;
      node = &nodes_[static_cast<std::size_t>(low ? node->left : node->right)];
    }
    sum += static_cast<double>(node->value);
  }
  return 1 / (1 + std::exp(-sum));
}

Weigher::Weigher(const Language& language)
    : words_(language.table("point_weights"), U"word"),
      pairs_(language.table("point_weights"), U"pair") {}

std::vector<double> Weigher::weigh(Concepts& concepts) const {
  std::vector<double> worth;
  worth.reserve(concepts.all.size());
  for (Concept& one : concepts.all) {
    if (one.pair) {
      const auto set = [&](Feature feature, double value) {
        one.of[static_cast<std::size_t>(feature)] = static_cast<float>(value);
      };
      set(Feature::first_word, worth[one.first]);
      set(Feature::second_word, worth[one.second]);
      set(Feature::both_words, worth[one.first] * worth[one.second]);
    }
    worth.push_back(one.pair ? pairs_(one.of) : words_(one.of));
  }
  return worth;
}

}  // namespace mujaz::points
