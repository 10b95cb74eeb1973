// SPDX-License-Identifier: GPL-3.0-or-later
// The site's own readings of words: what an entry would change, and the entries.
#include "mujaz/house_lexicon.h"
#include "mujaz/text.h"
#include "server/api.h"
#include "server/problem.h"
#include "server/shown.h"

namespace mujaz::server {
namespace {

constexpr std::size_t longest_written = 800, longest_reading = 2400, longest_role = 100;

Pronunciation wish_of(const Request& request) {
  const Input input(request);
  Pronunciation wish;
  wish.written = from_utf8(input.text("written", longest_written));
  const std::string form = input.text_or("form", name(ReadingForm::marked), longest_role);
  bool known = false;
  for (const ReadingForm one : {ReadingForm::marked, ReadingForm::phones, ReadingForm::letters})
    if (form == name(one)) {
      wish.form = one;
      known = true;
    }
  if (!known) throw Problem(422, "\"form\" must be marked, phones or letters.", "form");
  if (wish.form != ReadingForm::letters || input.has("reading"))
    wish.reading = from_utf8(input.text("reading", longest_reading));
  wish.role = input.text_or("role", "", longest_role);
  return wish;
}

Json shown(const HouseEntry& one) {
  return {{"id", one.row.id},
          {"written", to_utf8(one.entry.written)},
          {"form", name(one.entry.form)},
          {"reading", to_utf8(one.entry.reading)},
          {"role", one.entry.role},
          {"by", one.row.by},
          {"at", rfc3339(one.row.at)},
          {"removed", one.row.removed ? Json(rfc3339(*one.row.removed)) : Json()}};
}

Json shown(const ChangedPart& part) {
  Json words = Json::array();
  for (const SaidOtherwise& one : part.words)
    words.push_back({{"start", one.written.start},
                     {"end", one.written.end},
                     {"before", one.before},
                     {"after", one.after},
                     {"ipa_before", one.ipa_before},
                     {"ipa_after", one.ipa_after}});
  return {{"article", part.story.empty() ? Json() : Json(part.story)},
          {"title", part.title},
          {"part", part.part},
          {"text", to_utf8(part.text)},
          {"words", std::move(words)}};
}

Response preview(const Api& api, const Request& request) {
  const LexiconPreview seen =
      HouseLexicon(api.desk()).preview(request.parameter("site"), wish_of(request));
  Json parts = Json::array();
  for (const ChangedPart& one : seen.parts) parts.push_back(shown(one));
  return json({{"notes", seen.notes},
               {"parts", std::move(parts)},
               {"searched", seen.searched},
               {"whole", seen.whole}});
}

}  // namespace

void add_lexicon(const ApiPtr& api, Handlers& handlers) {
  auto& add = handlers.handlers;
  add["listLexicon"] = [api](const Request& request, const Visitor&) {
    const bool all = request.asked("removed").value_or("false") == "true";
    Json out = Json::array();
    for (const HouseEntry& one : HouseLexicon(api->desk()).list(request.parameter("site"), all))
      out.push_back(shown(one));
    return json({{"entries", std::move(out)}});
  };
  add["getLexiconCsv"] = [api](const Request& request, const Visitor&) {
    std::vector<Pronunciation> entries;
    for (const HouseEntry& one : HouseLexicon(api->desk()).list(request.parameter("site"))) {
      entries.push_back(one.entry);
      entries.back().date = rfc3339(one.row.at).substr(0, 10);
    }
    return text(write_pronunciations(entries, PronunciationFormat::csv), "text/csv; charset=utf-8");
  };
  add["readWords"] = [api](const Request& request, const Visitor&) {
    const std::u32string text = from_utf8(Input(request).text("text", 4000));
    Json said = Json::array();
    for (const SaidWord& one : HouseLexicon(api->desk()).read(request.parameter("site"), text))
      said.push_back({{"start", one.written.start},
                      {"end", one.written.end},
                      {"marks", one.marks},
                      {"ipa", one.ipa}});
    return json({{"words", std::move(said)}});
  };
  add["previewLexicon"] = [api](const Request& request, const Visitor&) {
    return preview(*api, request);
  };
  add["postLexicon"] = [api](const Request& request, const Visitor& visitor) {
    return json(shown(HouseLexicon(api->desk())
                          .put(request.parameter("site"), wish_of(request), visitor.actor)),
                201);
  };
  add["deleteLexicon"] = [api](const Request& request, const Visitor& visitor) {
    if (!HouseLexicon(api->desk())
             .remove(request.parameter("site"), request.parameter("entry"), visitor.actor))
      throw Problem(404, "There is no such entry in force.");
    Response response;
    response.status = 204;
    return response;
  };
  add["restoreLexicon"] = [api](const Request& request, const Visitor& visitor) {
    const std::optional<HouseEntry> back =
        HouseLexicon(api->desk())
            .restore(request.parameter("site"), request.parameter("entry"), visitor.actor);
    if (!back) throw Problem(404, "There is no such entry out of force.");
    return json(shown(*back), 201);
  };
}

}  // namespace mujaz::server
