// SPDX-License-Identifier: GPL-3.0-or-later
// SSML 1.1: what each element makes of its text, where it lies in it, and every document that is
// refused, with line and column.
#include "mujaz/ssml.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <fstream>

#include "mujaz/voice.h"
#include "support.h"

namespace mujaz {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

/// Puts no mark on anything.
class NoMarks : public Diacritiser {
 public:
  Result diacritise(std::u32string_view line) const override {
    return {std::u32string(line), std::vector<double>(tokens(line).size(), 1)};
  }
};

const Reader& reader() {
  static const Reader one(testing::language(), std::make_shared<NoMarks>());
  return one;
}

const std::string head =
    "<speak version=\"1.1\" xmlns=\"http://www.w3.org/2001/10/synthesis\" xml:lang=\"ar\">";

SsmlReading read(const std::string& body, ReadAs as = ReadAs::marks) {
  return reader().ssml(head + body + "</speak>", {as, {}});
}
std::vector<std::string> lines(const std::string& body, ReadAs as = ReadAs::marks) {
  std::vector<std::string> out;
  for (const std::u32string& line : read(body, as).lines) out.push_back(to_utf8(line));
  return out;
}
std::vector<std::string> notes(const std::string& body) {
  std::vector<std::string> out;
  for (const Finding& note : read(body).notes)
    out.push_back(std::to_string(note.place.line) + ":" + std::to_string(note.place.column) + " " +
                  note.what);
  return out;
}
/// The pieces of the text in which the words of a part were written.
std::vector<std::string> written(const Part& part) {
  std::vector<std::string> out;
  for (const SpokenWord& word : part.words)
    out.push_back(to_utf8(part.text.substr(word.written.start, word.written.size())));
  return out;
}

TEST(Text, ParagraphsSentencesAndSpaces) {
  const SsmlReading reading =
      read("<p><s>وصل\n  الوفد</s><s>غادر</s></p> ثم <p>عاد &amp; <![CDATA[نام]]><!-- x --></p>");
  ASSERT_EQ(reading.parts.size(), 3u);
  EXPECT_EQ(to_utf8(reading.parts[0].text), "وصل الوفد غادر");
  EXPECT_EQ(to_utf8(reading.parts[1].text), "ثم");
  EXPECT_EQ(to_utf8(reading.parts[2].text), "عاد & نام");
  const auto& words = reading.parts[0].words;
  EXPECT_EQ(words[0].after, Break::none);
  EXPECT_EQ(words[1].after, Break::end) << "a sentence ends";
  EXPECT_EQ(reading.parts[2].point, 2);
}

TEST(Sub, IsReadInItsPlace) {
  EXPECT_THAT(lines("في <sub alias=\"مُنَظَّمَةُ الصِّحَّةِ\">WHO</sub> أمس"),
              ElementsAre("فِي مُنَظَّمَةُ الصِّحَّةِ أمس"));
  const SsmlReading reading = read("و<sub alias=\"الأمم المتحدة\">UN</sub> أيضا");
  EXPECT_THAT(written(reading.parts[0]), ElementsAre("وUN", "UN", "أيضا"));
}

TEST(SayAs, NumbersInTheirGenderAndCase) {
  const auto say = [](const std::string& attributes, const std::string& content) {
    return lines("<say-as interpret-as=\"" + attributes + ">" + content + "</say-as>")[0];
  };
  EXPECT_EQ(say("cardinal\" detail=\"m nom\"", "5"), "خَمْسَةٌ");
  EXPECT_EQ(say("cardinal\" detail=\"f gen\"", "5"), "خَمْسٍ");
  EXPECT_EQ(say("cardinal\" detail=\"f acc\"", "21"), "إِحْدَى وَعِشْرِينَ");
  EXPECT_EQ(say("number\" format=\"ordinal\" detail=\"f\"", "3"), "الثَّالِثَةُ");
  EXPECT_EQ(say("ordinal\" detail=\"acc\"", "1"), "الْأَوَّلَ");
  EXPECT_EQ(say("digits\"", "205"), "اِثْنَان صِفْر خَمْسَة");
  EXPECT_EQ(say("telephone\"", "+96-2"), "زَائِد تِسْعَة سِتَّة اِثْنَان");
  EXPECT_EQ(say("characters\"", "ق2B"), "قَافْ اِثْنَان بِي");
  EXPECT_EQ(say("spell-out\"", "NATO"), "إِنْ إِيه تِي أُو");
}

TEST(SayAs, DatesTimesAndMoney) {
  const auto say = [](const std::string& attributes, const std::string& content) {
    return lines("في <say-as interpret-as=\"" + attributes + ">" + content + "</say-as>")[0];
  };
  EXPECT_EQ(say("date\" format=\"mdy\"", "10/24/2024"),
            "فِي الرَّابِعِ وَالْعِشْرِينَ مِنْ أُكْتُوبَرَ عَامَ أَلْفَيْنِ وَأَرْبَعَةٍ وَعِشْرِينَ");
  EXPECT_EQ(say("date\" format=\"ymd\"", "2024-10-24"), say("date\" format=\"dmy\"", "24.10.2024"));
  EXPECT_EQ(say("date\" format=\"md\"", "10/24"), "فِي الرَّابِعِ وَالْعِشْرِينَ مِنْ أُكْتُوبَرَ");
  EXPECT_EQ(say("date\" format=\"y\"", "2024"), "فِي عَامِ أَلْفَيْنِ وَأَرْبَعَةٍ وَعِشْرِينَ");
  EXPECT_EQ(say("time\"", "2:30pm"), "فِي السَّاعَةِ الثَّانِيَةِ وَالنِّصْفِ مَسَاءً");
  EXPECT_THAT(say("time\" format=\"hms24\"", "14:05:15"), HasSubstr("خَمْسَ عَشْرَةَ ثَانِيَةً"));
  EXPECT_EQ(say("currency\"", "45.30 USD"), "فِي خَمْسَةٍ وَأَرْبَعِينَ دُولَارًا وَثَلَاثِينَ سِنْتًا");
}

TEST(Phoneme, GoesStraightToSound) {
  EXPECT_THAT(lines("<phoneme alphabet=\"ipa\" ph=\"ˈsarw\">سرو</phoneme>", ReadAs::phones),
              ElementsAre("'s a r w"));
  EXPECT_THAT(lines("بـ<phoneme ph=\"ˈsarw\">سرو</phoneme>", ReadAs::phones),
              ElementsAre("b i 's a r w"));
  const SsmlReading reading = read("ضفة <phoneme ph=\"ˈsarw aˈħad\">سرو أحد</phoneme>");
  EXPECT_THAT(written(reading.parts[0]), ElementsAre("ضفة", "سرو أحد", "سرو أحد"));
  EXPECT_EQ(to_utf8(read("<phoneme ph=\"ˈsarw\"/>").parts[0].text), "سرو");
}

TEST(Breaks, AreKeptToTheMillisecond) {
  const SsmlReading reading = read(
      "واحد<break time=\"700ms\"/> اثنان <break time=\"1.25s\"/>ثلاثة،<break time=\"0s\"/> أربعة "
      "<break strength=\"x-strong\"/> خمسة<break/> ستة، سبعة <break time=\"80ms\"/> ثمانية");
  std::vector<double> rests;
  for (const SpokenWord& word : reading.parts[0].words) rests.push_back(word.rest.value_or(-1));
  EXPECT_THAT(rests, ElementsAre(0.7, 1.25, 0, 0.9, 0.25, -1, 0.08, -1));
  const auto& words = reading.parts[0].words;
  EXPECT_EQ(words[2].after, Break::none) << "a break of no time takes the comma's away";
  EXPECT_EQ(words[3].after, Break::end);
  EXPECT_EQ(words[6].after, Break::minor);
  EXPECT_THAT(lines("نَبِيلٌ<break time=\"700ms\"/> أَبٌ، عَمٌّ<break time=\"90ms\"/>", ReadAs::phones),
              ElementsAre("n a 'b ii l ||700ms '? a b || 'E a m: ||90ms"));
  EXPECT_THAT(notes("<break time=\"1s\"/>من"),
              ElementsAre("1:80 A break before the first word is not heard."));
  // Between two paragraphs it is the rest of the first.
  EXPECT_EQ(read("<p>من</p><break time=\"3s\"/><p>أب</p>").parts[0].words[0].rest, 3.0);
}

TEST(Delivery, OfProsodyAndEmphasis) {
  const SsmlReading reading = read(
      "من <prosody rate=\"80%\" pitch=\"+2st\" volume=\"-6dB\">أب <prosody rate=\"fast\" "
      "volume=\"silent\">أم</prosody></prosody> جد <emphasis level=\"strong\">عم</emphasis>");
  const auto& words = reading.parts[0].words;
  EXPECT_EQ(words[0].delivery, Delivery{});
  EXPECT_EQ(words[1].delivery, (Delivery{0.8, 2, -6}));
  EXPECT_EQ(words[2].delivery.rate, 1);
  EXPECT_TRUE(std::isinf(words[2].delivery.volume));
  EXPECT_EQ(words[3].delivery, Delivery{});
  EXPECT_LT(words[4].delivery.rate, 1);
  EXPECT_GT(words[4].delivery.pitch, 0);
  EXPECT_TRUE(reading.notes.empty());
  EXPECT_THAT(notes("<prosody pitch=\"+400Hz\" contour=\"(0%,+20Hz)\" rate=\"900%\">من</prosody>"),
              ElementsAre(HasSubstr("the pitch \"+400Hz\""), HasSubstr("\"contour\""),
                          HasSubstr("The rate is brought within")));
}

TEST(Marks, StandBeforeAWord) {
  const SsmlReading reading = read(
      "<mark name=\"a\"/>من <mark name=\"b\"/>أب<p><mark name=\"c\"/></p>"
      "<p>أم<mark name=\"d\"/></p><mark name=\"e\"/>");
  ASSERT_EQ(reading.parts.size(), 2u);
  const auto of = [](const Part& part) {
    std::vector<std::string> out;
    for (const SpokenMark& mark : part.marks) out.push_back(mark.name + std::to_string(mark.word));
    return out;
  };
  EXPECT_THAT(of(reading.parts[0]), ElementsAre("a0", "b1"));
  EXPECT_THAT(of(reading.parts[1]), ElementsAre("c0", "d1", "e1"));
}

TEST(Lang, IsSaidByOurRulesAndNoted) {
  EXPECT_THAT(notes("<lang xml:lang=\"en-GB\">NATO</lang>"),
              ElementsAre(HasSubstr("1:80 No voice here speaks \"en-GB\"")));
  EXPECT_TRUE(notes("<lang xml:lang=\"ar-EG\">من</lang>").empty());
}

TEST(Lexicons, OfTheDocument) {
  const testing::Scratch scratch;
  std::ofstream(scratch.path / "a.pls")
      << "<lexicon version=\"1.0\" xmlns=\"http://www.w3.org/2005/01/pronunciation-lexicon\" "
         "alphabet=\"ipa\" xml:lang=\"ar\"><lexeme><grapheme>سرو</grapheme><alias>سَرْوْ</alias>"
         "</lexeme></lexicon>";
  std::ofstream(scratch.path / "b.tsv") << "سرو\tmarked\tسِرْوْ\nعين\tmarked\tعِينْ\tall\t\tx:spy\n";
  const auto lines_of = [&](const std::string& body) {
    std::vector<std::string> out;
    for (const auto& line :
         reader().ssml(head + body + "</speak>", {ReadAs::marks, scratch.path}).lines)
      out.push_back(to_utf8(line));
    return out;
  };
  EXPECT_THAT(lines_of("<lexicon uri=\"a.pls\"/>سرو <p>سرو</p>"), ElementsAre("سَرْوْ", "سَرْوْ"));
  EXPECT_THAT(lines_of("<lexicon uri=\"a.pls\" xml:id=\"a\"/><lexicon uri=\"b.tsv\" xml:id=\"b\"/>"
                       "سرو <lookup ref=\"a\">سرو <lookup ref=\"b\">سرو</lookup> سرو</lookup> سرو"),
              ElementsAre("سرو سَرْوْ سِرْوْ سَرْوْ سرو"));
  EXPECT_THAT(lines_of("<lexicon uri=\"a.pls\" xml:id=\"a\"/><lookup ref=\"a\"><p>سرو</p>"
                       "<p>سرو</p></lookup><p>سرو</p>"),
              ElementsAre("سَرْوْ", "سَرْوْ", "سرو"));
  EXPECT_THAT(lines_of("<lexicon uri=\"b.tsv\"/>عين <w role=\"x:spy\">عين</w> عين"),
              ElementsAre("عين عِينْ عين"));
}

void refused(const std::string& document, const char* code, const std::string& where,
             const char* what = "", const std::filesystem::path& folder = {}) {
  try {
    reader().ssml(document, {ReadAs::marks, folder});
    ADD_FAILURE() << "taken: " << document.substr(0, 200);
  } catch (const Error& error) {
    EXPECT_STREQ(name(error.code()), code) << error.what();
    EXPECT_THAT(error.where(), HasSubstr(where)) << error.what();
    EXPECT_THAT(error.what(), HasSubstr(what)) << document.substr(0, 200);
  }
}
void refused_body(const std::string& body, const char* what, const char* code = "bad_input") {
  refused(head + "\n " + body + "</speak>", code, "line 2, column 2", what);
}

TEST(Refused, WhatIsNoDocument) {
  refused("", "bad_input", "line 1, column 1");
  refused("نص", "bad_input", "line 1, column 1", "not XML");
  refused("<p>نص</p>", "bad_input", "line 1, column 1", "root");
  refused("<speak xmlns=\"http://www.w3.org/2001/10/synthesis\">من</speak>", "bad_input",
          "line 1, column 1", "version");
  refused(head + "\n<p>من</speak>", "bad_input", "line 2, column", "mismatch");
  refused(head + "\xff</speak>", "bad_input", "byte 79");
}

TEST(Refused, ElementsWithTheirPlaces) {
  refused_body("<blink>من</blink>", "no element \"blink\"");
  refused_body("<x:p xmlns:x=\"urn:x\">من</x:p>", "not of SSML");
  refused_body("<audio src=\"x.wav\"/>", "\"audio\"", "unsupported");
  refused_body("<voice name=\"x\">من</voice>", "\"voice\"", "unsupported");
  refused_body("<sub>من</sub>", "needs \"alias\"");
  refused_body("<sub alias=\" \">من</sub>", "empty");
  refused_body("<say-as>5</say-as>", "needs \"interpret-as\"");
  refused_body("<say-as interpret-as=\"vxml:x\">5</say-as>", "is none of cardinal");
  refused_body("<say-as interpret-as=\"cardinal\">من</say-as>", "no number");
  refused_body("<say-as interpret-as=\"cardinal\" detail=\"dual\">5</say-as>", "\"dual\"");
  refused_body("<say-as interpret-as=\"ordinal\">1000</say-as>", "1 to 999");
  refused_body("<say-as interpret-as=\"date\" format=\"mdy\">24/10/2024</say-as>", "no date");
  refused_body("<say-as interpret-as=\"date\" format=\"dy\">24/2024</say-as>", "no date");
  refused_body("<say-as interpret-as=\"time\">25:70</say-as>", "no time");
  refused_body("<say-as interpret-as=\"currency\">45</say-as>", "no amount");
  refused_body("<phoneme ph=\"soro\">سرو</phoneme>", "no phone \"o\"");
  refused_body("<phoneme ph=\"sarw\" alphabet=\"x-sampa\">سرو</phoneme>", "\"x-sampa\"");
  refused_body("<break time=\"1\"/>", "250ms or 1.5s");
  refused_body("<break time=\"-1s\"/>", "250ms or 1.5s");
  refused_body("<break time=\"61s\"/>", "60 s", "too_large");
  refused_body("<break strength=\"very\"/>", "\"very\"");
  refused_body("<break>من</break>", "is empty");
  refused_body("<emphasis level=\"loud\">من</emphasis>", "\"loud\"");
  refused_body("<mark/>", "needs \"name\"");
  refused_body("<lookup ref=\"a\">من</lookup>", "xml:id \"a\"");
  refused(head + "\n<p>\n <p>من</p></p></speak>", "bad_input", "line 3, column 2", "\"p\"");
  refused(head + "\n<sub alias=\"x\"><p/></sub></speak>", "bad_input", "line 2, column 16");
}

TEST(Refused, LexiconsElsewhere) {
  const testing::Scratch scratch;
  std::ofstream(scratch.path / "bad.tsv") << "سرو\tphones\tsoro\n";
  const auto lexicon = [&](const std::string& uri, const char* code, const char* what) {
    refused(head + "<lexicon uri=\"" + uri + "\"/></speak>", code, "line 1, column 80", what,
            scratch.path);
  };
  lexicon("http://x.example/a.pls", "bad_input", "nothing is fetched");
  lexicon("file:///etc/passwd", "bad_input", "nothing is fetched");
  lexicon("/etc/passwd", "bad_input", "nothing is fetched");
  lexicon("../a.pls", "bad_input", "nothing is fetched");
  lexicon("absent.pls", "not_found", "");
  lexicon("bad.tsv", "bad_input", "no phone \"o\"");
  refused(head + "<lexicon uri=\"bad.tsv\"/></speak>", "unsupported", "line 1, column 80");
}

TEST(Refused, Bombs) {
  refused("<!DOCTYPE speak [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]>" + head + "&b;</speak>",
          "bad_input", "line 1, column 1", "document type");
  refused("<!DOCTYPE speak SYSTEM \"http://x.example/a.dtd\">" + head + "</speak>", "bad_input",
          "line 1, column 1", "document type");
  std::string deep = head;
  for (int i = 0; i < 100'000; ++i) deep += "<s>";
  refused(deep, "too_large", "line 1, column 269", "deeper than 64");
  for (int i = 0; i < 900'000; ++i) deep += "<s>";
  refused(deep, "too_large", "", "1048576 bytes");
  std::string lookups = head + "<lexicon uri=\"";
  refused(lookups + std::string(2u << 20, 'x'), "too_large", "");
}

TEST(Speed, LinearInTheDocument) {
  const auto seconds = [](int count) {
    std::string body;
    for (int i = 0; i < count; ++i)
      body += "<s>وصل <emphasis>الوفد</emphasis><break time=\"1ms\"/><mark name=\"m\"/></s> ";
    const auto start = std::chrono::steady_clock::now();
    read(body);
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  };
  seconds(50);
  const double small = seconds(500), large = seconds(5'000);
  EXPECT_LT(large, 40 * small + 0.5);
}

// ---- the voice

std::shared_ptr<const Voice> espeak() {
  return load_voice(testing::places(), "espeak");
}
Speech say(const std::string& body) {
  return espeak()->say({reader().phones(), read(body).parts}, {});
}
double length_of_word(const Speech& speech, std::size_t word) {
  return speech.words.at(word).end - speech.words.at(word).start;
}

TEST(Heard, BreaksAreExact) {
  const Speech speech = say("سَمِيرْ <break time=\"700ms\"/> نَبِيلْ<break time=\"1.5s\"/> كَرِيمْ");
  ASSERT_EQ(speech.words.size(), 3u);
  EXPECT_NEAR(speech.words[1].start - speech.words[0].end, 0.7, 0.0015);
  EXPECT_NEAR(speech.words[2].start - speech.words[1].end, 1.5, 0.0015);
}

TEST(Heard, RateAndVolume) {
  const Speech plain = say("سَمِيرْ نَبِيلْ كَرِيمْ");
  const Speech slow = say("سَمِيرْ <prosody rate=\"50%\">نَبِيلْ</prosody> كَرِيمْ");
  EXPECT_GT(length_of_word(slow, 1), 1.5 * length_of_word(plain, 1));
  const auto power = [](const Speech& speech, std::size_t word) {
    double sum = 0;
    const auto from = static_cast<std::size_t>(speech.words[word].start * speech.rate),
               to = static_cast<std::size_t>(speech.words[word].end * speech.rate);
    for (std::size_t i = from; i < to; ++i) sum += double(speech.samples[i]) * speech.samples[i];
    return sum / double(to - from);
  };
  const Speech soft = say("سَمِيرْ <prosody volume=\"-12dB\">نَبِيلْ</prosody> كَرِيمْ");
  const Speech same = say("سَمِيرْ <prosody volume=\"-0.001dB\">نَبِيلْ</prosody> كَرِيمْ");
  EXPECT_NEAR(10 * std::log10(power(same, 1) / power(soft, 1)), 12, 0.3);
  const Speech silent = say("سَمِيرْ <prosody volume=\"silent\">نَبِيلْ</prosody> كَرِيمْ");
  EXPECT_EQ(power(silent, 1), 0);
}

TEST(Heard, PitchChangesTheSound) {
  // The lag at which the sound is most like itself.
  const auto pitch = [](const Speech& speech) {
    std::size_t best = 0;
    double highest = 0;
    for (auto lag = static_cast<std::size_t>(speech.rate / 400);
         lag < static_cast<std::size_t>(speech.rate / 60); ++lag) {
      double sum = 0;
      for (std::size_t i = lag; i < speech.samples.size(); ++i)
        sum += double(speech.samples[i]) * speech.samples[i - lag];
      if (sum > highest) {
        highest = sum;
        best = lag;
      }
    }
    return double(speech.rate) / double(best);
  };
  const double own = pitch(say("لَا"));
  EXPECT_NEAR(12 * std::log2(pitch(say("<prosody pitch=\"+6st\">لَا</prosody>")) / own), 6, 1);
  EXPECT_NEAR(12 * std::log2(pitch(say("<prosody pitch=\"-6st\">لَا</prosody>")) / own), -6, 1);
  Script script{reader().phones(), read("<prosody pitch=\"+3st\">من</prosody>").parts};
  EXPECT_TRUE(left_undone(script, VoiceKind::espeak).empty());
  EXPECT_EQ(left_undone(script, VoiceKind::piper).size(), 1u);
}

TEST(Heard, MarksTellTheirTime) {
  const Speech speech = say("سَمِيرْ <mark name=\"here\"/>نَبِيلْ<mark name=\"end\"/>");
  ASSERT_EQ(speech.marks.size(), 2u);
  EXPECT_EQ(speech.marks[0].name, "here");
  EXPECT_EQ(speech.marks[0].time, speech.words[1].start);
  EXPECT_EQ(speech.marks[1].time, speech.words[1].end);
  const Programme programme = master(speech);
  EXPECT_NEAR(programme.marks[0].time, programme.words[1].start, 1e-9);
}

TEST(Heard, SpeedAndRateTogetherHaveBounds) {
  const Script script{reader().phones(), read("<prosody rate=\"250%\">من</prosody>").parts};
  EXPECT_THROW(espeak()->say(script, {2, 0.7}), Error);
}

}  // namespace
}  // namespace mujaz
