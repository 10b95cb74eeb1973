// SPDX-License-Identifier: GPL-3.0-or-later
#include "points/concepts.h"

namespace mujaz::points {
namespace {

using Set = std::vector<bool>;

struct Segment {
  float words = 0, title = 0;
};

struct SentenceFacts {
  float length = 0, title_words = 0, title_rank = 0, like_lead = 0, quoted = 0, numbers = 0;
  std::vector<Segment> segments;
};

/// Where a concept stands.
struct Occurrence {
  std::size_t sentence = 0, segment = 0, before = 0;
};

struct Facts {
  std::vector<SentenceFacts> sentences;
  std::vector<float> stem_count, stem_place;
  Set title;  // of each stem
  float title_size = 0;
};

Set stems_of(const Document& document, const Sentence& sentence) {
  Set out(document.stems.size(), false);
  for (std::size_t i = sentence.first; i < sentence.last; ++i)
    if (document.words[i].stem >= 0) out[static_cast<std::size_t>(document.words[i].stem)] = true;
  return out;
}

SentenceFacts facts_of(const Document& document, const Sentence& sentence, const Facts& facts,
                       const Set& lead) {
  SentenceFacts out;
  const Enclosed marks = enclosed(document.words, sentence.first, sentence.last);
  std::set<int> seen, in_segment;
  float stems = 0, shared = 0, quoted = 0;
  out.segments.emplace_back();
  for (std::size_t i = sentence.first; i < sentence.last; ++i) {
    const Word& word = document.words[i];
    quoted += static_cast<float>(marks.quoted[i - sentence.first]);
    out.numbers += static_cast<float>(word.kind == TokenKind::number);
    out.length += static_cast<float>(word.spoken());
    out.segments.back().words += static_cast<float>(word.spoken());
    if (is_comma(word)) {
      out.segments.emplace_back();
      in_segment.clear();
    }
    if (word.stem < 0) continue;
    const auto stem = static_cast<std::size_t>(word.stem);
    if (facts.title[stem] && in_segment.insert(word.stem).second) ++out.segments.back().title;
    if (!seen.insert(word.stem).second) continue;
    ++stems;
    shared += static_cast<float>(lead[stem]);
    out.title_words += static_cast<float>(facts.title[stem]);
  }
  out.like_lead = shared / std::max(1.0f, stems);
  out.quoted =
      quoted / static_cast<float>(std::max<std::size_t>(1, sentence.last - sentence.first));
  return out;
}

Facts facts_of(const Document& document) {
  Facts facts;
  const std::size_t stems = document.stems.size();
  facts.title.assign(stems, false);
  for (const Word& word : document.title)
    if (word.stem >= 0) facts.title[static_cast<std::size_t>(word.stem)] = true;
  facts.title_size = static_cast<float>(std::count(facts.title.begin(), facts.title.end(), true));
  facts.stem_count.assign(stems, 0);
  facts.stem_place.assign(stems, static_cast<float>(document.sentences.size()));
  Set lead;
  for (const Sentence& sentence : document.sentences) {
    if (sentence.place == 0) lead = stems_of(document, sentence);
    facts.sentences.push_back(facts_of(document, sentence, facts, lead));
    for (std::size_t i = sentence.first; i < sentence.last; ++i) {
      if (document.words[i].stem < 0) continue;
      const auto stem = static_cast<std::size_t>(document.words[i].stem);
      ++facts.stem_count[stem];
      facts.stem_place[stem] = std::min(facts.stem_place[stem], static_cast<float>(sentence.place));
    }
  }
  std::vector<std::size_t> order(facts.sentences.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return facts.sentences[a].title_words > facts.sentences[b].title_words;
  });
  for (std::size_t i = 0; i < order.size(); ++i)
    facts.sentences[order[i]].title_rank = static_cast<float>(i);
  return facts;
}

/// What is gathered of a concept before its features are known.
struct Gathered {
  float count = 0, sentences = 0;
  std::size_t last_sentence = 0;
  Occurrence first;  // in the sentence that stands earliest in its story
  float best_title = 0, best_rank = 0, best_segment = 0;

  void add(const Document& document, const Facts& facts, const Occurrence& here) {
    const SentenceFacts& sentence = facts.sentences[here.sentence];
    const float segment = sentence.segments[here.segment].title;
    if (count == 0 ||
        document.sentences[here.sentence].place < document.sentences[first.sentence].place)
      first = here;
    if (count == 0 || last_sentence != here.sentence) ++sentences;
    best_rank = count == 0 ? sentence.title_rank : std::min(best_rank, sentence.title_rank);
    best_title = std::max(best_title, sentence.title_words);
    best_segment = std::max(best_segment, segment);
    last_sentence = here.sentence;
    ++count;
  }
};

void set_common(const Document& document, const Facts& facts, const Gathered& gathered,
                Concept& out) {
  const auto set = [&](Feature feature, float value) {
    out.of[static_cast<std::size_t>(feature)] = value;
  };
  const Sentence& sentence = document.sentences[gathered.first.sentence];
  const SentenceFacts& fact = facts.sentences[gathered.first.sentence];
  const Segment& segment = fact.segments[gathered.first.segment];
  const auto all = static_cast<float>(document.sentences.size());
  const auto before = static_cast<float>(gathered.first.before);
  set(Feature::count, std::log1p(gathered.count));
  set(Feature::sentences, gathered.sentences);
  set(Feature::share, gathered.sentences / all);
  set(Feature::article_length, all);
  set(Feature::place, static_cast<float>(sentence.place));
  set(Feature::before, before);
  set(Feature::after, fact.length - before);
  set(Feature::sentence_length, fact.length);
  set(Feature::title_words, fact.title_words);
  set(Feature::title_share, fact.title_words / std::max(1.0f, facts.title_size));
  set(Feature::title_rank, fact.title_rank);
  set(Feature::like_lead, fact.like_lead);
  set(Feature::segment, static_cast<float>(gathered.first.segment));
  set(Feature::segment_words, segment.words);
  set(Feature::segment_title, segment.title);
  set(Feature::best_title_words, gathered.best_title);
  set(Feature::best_title_rank, gathered.best_rank);
  set(Feature::best_segment_title, gathered.best_segment);
  set(Feature::quoted, fact.quoted);
  set(Feature::numbers, fact.numbers);
  set(Feature::title_size, facts.title_size);
  set(Feature::paragraph, static_cast<float>(sentence.paragraph));
  set(Feature::background, static_cast<float>(sentence.opening.background));
}

}  // namespace

Concepts concepts(const Document& document) {
  const Facts facts = facts_of(document);
  Concepts out;
  out.word.assign(document.words.size(), -1);
  out.pair.assign(document.words.size(), -1);
  out.before.assign(document.words.size(), 0);
  std::unordered_map<std::u32string_view, std::size_t> words;
  std::unordered_map<std::size_t, std::size_t> pairs;
  std::vector<Gathered> of_words, of_pairs;
  std::vector<std::size_t> sample;  // a word of the document for each concept of a word
  std::vector<std::pair<std::size_t, std::size_t>> members;
  for (std::size_t s = 0; s < document.sentences.size(); ++s) {
    const Sentence& sentence = document.sentences[s];
    Occurrence here{s, 0, 0};
    std::optional<std::size_t> before;  // the concept of the spoken word before
    std::size_t last = 0;
    for (std::size_t i = sentence.first; i < sentence.last; ++i) {
      const Word& word = document.words[i];
      here.segment += is_comma(word);
      if (!word.spoken() || word.folded.empty()) continue;
      const auto [at, is_new] = words.try_emplace(word.folded, words.size());
      if (is_new) {
        of_words.emplace_back();
        sample.push_back(i);
      }
      const std::size_t id = at->second;
      of_words[id].add(document, facts, here);
      out.word[i] = static_cast<int>(id);
      if (before) {
        const auto [pair, new_pair] = pairs.try_emplace(*before << 32 | id, pairs.size());
        if (new_pair) {
          of_pairs.emplace_back();
          members.emplace_back(*before, id);
        }
        of_pairs[pair->second].add(document, facts, here);
        out.pair[i] = static_cast<int>(pair->second);
        out.before[i] = last;
      }
      before = id;
      last = i;
      ++here.before;
    }
  }
  std::set<std::u32string_view> title;
  std::set<std::pair<std::u32string_view, std::u32string_view>> title_pairs;
  std::u32string_view last;
  for (const Word& word : document.title) {
    if (!word.spoken()) continue;
    title.insert(word.folded);
    title_pairs.emplace(last, word.folded);
    last = word.folded;
  }
  const auto set = [](Concept& one, Feature feature, float value) {
    one.of[static_cast<std::size_t>(feature)] = value;
  };
  const auto get = [](const Concept& one, Feature feature) {
    return one.of[static_cast<std::size_t>(feature)];
  };
  for (std::size_t id = 0; id < of_words.size(); ++id) {
    Concept one;
    set_common(document, facts, of_words[id], one);
    const Word& word = document.words[sample[id]];
    set(one, Feature::in_title, static_cast<float>(title.contains(word.folded)));
    if (word.stem >= 0) {
      const auto stem = static_cast<std::size_t>(word.stem);
      set(one, Feature::stem_count, std::log1p(facts.stem_count[stem]));
      set(one, Feature::stems_in_title, static_cast<float>(facts.title[stem]));
      set(one, Feature::stem_place, facts.stem_place[stem]);
    } else {
      set(one, Feature::stem_place, get(one, Feature::place));
    }
    out.all.push_back(one);
  }
  for (std::size_t id = 0; id < of_pairs.size(); ++id) {
    Concept one;
    set_common(document, facts, of_pairs[id], one);
    one.pair = true;
    one.first = members[id].first;
    one.second = members[id].second;
    const Concept &a = out.all[one.first], &b = out.all[one.second];
    const std::u32string_view x = document.words[sample[one.first]].folded,
                              y = document.words[sample[one.second]].folded;
    set(one, Feature::in_title, static_cast<float>(title_pairs.contains({x, y})));
    set(one, Feature::stem_count, std::max(get(a, Feature::count), get(b, Feature::count)));
    set(one, Feature::stems_in_title,
        get(a, Feature::stems_in_title) + get(b, Feature::stems_in_title));
    set(one, Feature::stem_place,
        std::max(get(a, Feature::stem_place), get(b, Feature::stem_place)));
    out.all.push_back(one);
  }
  for (int& pair : out.pair)
    if (pair >= 0) pair += static_cast<int>(of_words.size());
  return out;
}

}  // namespace mujaz::points
