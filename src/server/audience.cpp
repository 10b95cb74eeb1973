// SPDX-License-Identifier: GPL-3.0-or-later
// What listeners do and say: counts of nobody, and tasks for the desk.
#include <algorithm>
#include <cmath>

#include "mujaz/text.h"
#include "server/api.h"
#include "server/problem.h"
#include "server/shown.h"

namespace mujaz::server {
namespace {

std::string day_of(Time at) {
  return rfc3339(at).substr(0, 10);
}

/// What is public of the article; 404 else.
Live live_of(const Api& api, const Request& request) {
  std::optional<Story> story;
  api.store().read([&](Transaction& rows) {
    story = Stories(rows).find(request.parameter("site"), request.parameter("id"));
  });
  if (!story || !visible(*story)) throw Problem(404, "There is no such episode.");
  return *visible(*story);
}

Response no_content() {
  Response response;
  response.status = 204;
  return response;
}

/// A point by its place in the episode, which is what a player knows of it.
std::size_t point_of(const Input& input, const Live& live) {
  const auto last = static_cast<std::int64_t>(live.points.size()) - 1;
  return static_cast<std::size_t>(input.whole_or("point", 0, 0, last));
}

/// What is counted of a play, as a word: few words, so that nobody can fill the table.
std::string counted(const Input& input, const Live& live) {
  std::string what = input.text("what", 20);
  if (what == "play" || what == "end") return what;
  if (what == "point") return "point." + std::to_string(point_of(input, live));
  if (what == "speed") {
    const auto hundredths =
        static_cast<int>(std::lround(input.number_or("speed", 1, 0.5, 3) * 4)) * 25;
    const std::string digits = std::to_string(hundredths);
    return "speed." + digits.substr(0, digits.size() - 2) + "." + digits.substr(digits.size() - 2);
  }
  throw Problem(422, "\"what\" must be play, end, point or speed.", "what");
}

Response report(const Api& api, const Request& request) {
  const Live live = live_of(api, request);
  const Input input(request);
  Report report;
  report.site = request.parameter("site");
  report.story = request.parameter("id");
  report.revision = live.revision;
  const StoryPoint& point = live.points[point_of(input, live)];
  report.point = point.id;
  report.kind = input.text("kind", 20);
  if (report.kind != "reading" && report.kind != "fact")
    throw Problem(422, "\"kind\" must be reading or fact.", "kind");
  const std::u32string& words = point.checked.point.text;
  const auto size = static_cast<std::int64_t>(words.size());
  report.from = input.whole_or("from", 0, 0, size);
  report.to = input.whole_or("to", size, report.from, size);
  report.text = to_utf8(words.substr(static_cast<std::size_t>(report.from),
                                     static_cast<std::size_t>(report.to - report.from)));
  report.note = input.text_or("note", "", 1000);
  report.at = now();
  api.store().write([&](Transaction& rows) { Audience(rows).add(report); });
  return no_content();
}

std::string asked_day(const Request& request, const char* name, Time otherwise) {
  const std::string day = request.asked(name).value_or(day_of(otherwise));
  try {
    if (day.size() != 10) throw Problem(422, "", "");
    return day_of(parse_time(day));
  } catch (const std::exception&) {
    throw Problem(422, "\"" + std::string(name) + "\" must be a day, 2026-11-24.", name);
  }
}

Response stats(const Api& api, const Request& request) {
  const Time at = now();
  const std::string from = asked_day(request, "from", at - std::chrono::days(30)),
                    to = asked_day(request, "to", at);
  const std::string& site = request.parameter("site");
  std::vector<Count> counts;
  api.store().read([&](Transaction& rows) {
    Sites(rows).get(site);
    counts = Audience(rows).counts(site, from, to, request.asked("article").value_or(""));
  });
  Json all = Json::array();
  for (const Count& one : counts)
    all.push_back({{"article", one.story}, {"what", one.what}, {"count", one.count}});
  return json({{"from", from}, {"to", to}, {"counts", std::move(all)}});
}

Response reports(const Api& api, const Request& request) {
  std::vector<Report> all;
  api.store().read([&](Transaction& rows) {
    Sites(rows).get(request.parameter("site"));
    all = Audience(rows).reports(request.parameter("site"));
  });
  Json out = Json::array();
  for (const Report& one : all)
    out.push_back({{"id", one.id},
                   {"article", one.story},
                   {"revision", one.revision},
                   {"point", one.point},
                   {"kind", one.kind},
                   {"text", one.text},
                   {"from", one.from},
                   {"to", one.to},
                   {"note", one.note},
                   {"at", rfc3339(one.at)}});
  return json({{"reports", std::move(out)}});
}

}  // namespace

void add_audience(const ApiPtr& api, Handlers& handlers) {
  handlers.handlers["postPlay"] = [api](const Request& request, const Visitor&) {
    const std::string what = counted(Input(request), live_of(*api, request));
    api->store().write([&](Transaction& rows) {
      Audience(rows).heard(request.parameter("site"), request.parameter("id"), day_of(now()), what);
    });
    return no_content();
  };
  handlers.handlers["postReport"] = [api](const Request& request, const Visitor&) {
    return report(*api, request);
  };
  handlers.handlers["getStats"] = [api](const Request& request, const Visitor&) {
    return stats(*api, request);
  };
  handlers.handlers["listReports"] = [api](const Request& request, const Visitor&) {
    return reports(*api, request);
  };
  handlers.handlers["closeReport"] = [api](const Request& request, const Visitor& visitor) {
    bool closed = false;
    api->store().write([&](Transaction& rows) {
      const auto open = Audience(rows).reports(request.parameter("site"), true, 1000);
      closed =
          std::any_of(open.begin(), open.end(),
                      [&](const Report& one) { return one.id == request.parameter("report"); }) &&
          Audience(rows).close(request.parameter("report"), visitor.actor.name);
    });
    if (!closed) throw Problem(404, "There is no such report.");
    return no_content();
  };
}

}  // namespace mujaz::server
