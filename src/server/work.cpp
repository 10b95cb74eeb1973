// SPDX-License-Identifier: GPL-3.0-or-later
// The log, what happens, and the jobs.
#include <charconv>
#include <limits>

#include "mujaz/audit.h"
#include "mujaz/jobs.h"
#include "server/api.h"
#include "server/events.h"
#include "server/problem.h"
#include "server/shown.h"

namespace mujaz::server {
namespace {

std::vector<Entry> log_of(const Api& api, const Request& request) {
  const std::int64_t after = asked_whole(request, "after", 0, 0, std::int64_t{1} << 53);
  std::vector<Entry> entries;
  api.store().read([&](Transaction& rows) {
    Sites(rows).get(request.parameter("site"));
    const auto article = request.asked("article");
    entries = article ? AuditLog(rows).of_story(request.parameter("site"), *article)
                      : AuditLog(rows).after(request.parameter("site"), after, 1000);
  });
  return entries;
}

Json shown(const Job& job) {
  return {{"id", std::to_string(job.id)},  // more than a double holds
          {"kind", job.kind},
          {"site", job.site},
          {"article", job.story},
          {"revision", job.revision},
          {"state", name(job.state)},
          {"attempts", job.attempts},
          {"enqueued", rfc3339(job.enqueued)},
          {"stage", job.stage},
          {"error", job.error},
          {"cancelled", job.cancelled}};
}

std::optional<JobState> state_of(const Request& request) {
  const auto asked = request.asked("state");
  if (!asked) return std::nullopt;
  for (const JobState state : {JobState::waiting, JobState::running, JobState::dead})
    if (*asked == name(state)) return state;
  throw Problem(422, "\"state\" must be waiting, running or dead.", "state");
}

Response list(const Api& api, const Request& request, const Visitor& visitor) {
  const std::string site = request.asked("site").value_or(visitor.site == "*" ? "" : visitor.site);
  if (!visitor.of(site) && visitor.site != "*")
    throw Problem(403, "This token or account is of another site.");
  const std::int64_t after =
      asked_whole(request, "after", 0, 0, std::numeric_limits<std::int64_t>::max());
  const auto limit = static_cast<int>(asked_whole(request, "limit", 100, 1, 500));
  std::vector<Job> jobs;
  std::map<JobState, std::int64_t> counts;
  api.store().read([&](Transaction& rows) {
    jobs = Jobs(rows).list(site, state_of(request), limit, after);
    counts = Jobs(rows).count(site);
  });
  Json all = Json::array(), count = Json::object();
  for (const Job& job : jobs) all.push_back(shown(job));
  for (const JobState state : {JobState::waiting, JobState::running, JobState::dead})
    count[name(state)] = counts[state];
  const bool more = jobs.size() == static_cast<std::size_t>(limit);
  return json({{"jobs", std::move(all)},
               {"counts", std::move(count)},
               {"next", more ? Json(std::to_string(jobs.back().id)) : Json()}});
}

/// The job of the path, if it is of the visitor's site.
std::int64_t job_of(Transaction& rows, const Request& request, const Visitor& visitor) {
  const std::string& text = request.parameter("job");
  std::int64_t id = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), id);
  const bool whole = read.ec == std::errc() && read.ptr == text.data() + text.size();
  const std::optional<Job> job = whole ? Jobs(rows).find(id) : std::nullopt;
  if (!job || !visitor.of(job->site)) throw Problem(404, "There is no such job.");
  return id;
}

Response move(const Api& api, const Request& request, const Visitor& visitor, bool again) {
  bool done = false;
  api.store().write([&](Transaction& rows) {
    const std::int64_t id = job_of(rows, request, visitor);
    done = again ? Jobs(rows).again(id, now()) : Jobs(rows).cancel(id);
  });
  if (!done) throw Problem(409, again ? "The job is not a dead one." : "The job has ended.");
  Response response;
  response.status = 204;
  return response;
}

/// An events stream, from behind Last-Event-ID or from now on.
Response events(const ApiPtr& api, const Request& request) {
  const std::string& site = request.parameter("site");
  std::int64_t place = 0;
  const std::string_view last = request.headers.get("Last-Event-ID");
  const auto read = std::from_chars(last.data(), last.data() + last.size(), place);
  const bool resumed = !last.empty() && read.ec == std::errc() && place >= 0;
  api->store().read([&](Transaction& rows) {
    Sites(rows).get(site);
    if (!resumed) place = Happenings(rows).last(site);
  });
  const auto stream = std::make_shared<Stream>(Stream::Kind::events);
  if (!api->events->add(site, place, stream))
    throw Problem(503, "Too many desks are watching already.");
  Response response = text("", "text/event-stream");
  response.headers.set("Cache-Control", "no-store");
  response.headers.set("X-Accel-Buffering", "no");
  stream->send("retry: 2000\n\n");
  response.body = Streaming{stream, {}};
  return response;
}

}  // namespace

void add_work(const ApiPtr& api, Handlers& handlers) {
  auto& add = handlers.handlers;
  add["getLogJson"] = [api](const Request& request, const Visitor&) {
    Response response = text(log_json(log_of(*api, request)), "application/json");
    response.headers.set("Cache-Control", "no-store");
    return response;
  };
  add["getLogCsv"] = [api](const Request& request, const Visitor&) {
    Response response = text(log_csv(log_of(*api, request)), "text/csv; charset=utf-8");
    response.headers.set("Content-Disposition", "attachment; filename=\"log.csv\"");
    response.headers.set("Cache-Control", "no-store");
    return response;
  };
  add["listJobs"] = [api](const Request& request, const Visitor& visitor) {
    return list(*api, request, visitor);
  };
  add["retryJob"] = [api](const Request& request, const Visitor& visitor) {
    return move(*api, request, visitor, true);
  };
  add["cancelJob"] = [api](const Request& request, const Visitor& visitor) {
    return move(*api, request, visitor, false);
  };
  add["getEvents"] = [api](const Request& request, const Visitor&) { return events(api, request); };
}

}  // namespace mujaz::server
