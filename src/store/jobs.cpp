// SPDX-License-Identifier: GPL-3.0-or-later
#include "mujaz/jobs.h"

#include <algorithm>
#include <random>

#include "store/fresh_id.h"
#include "store/transaction.h"

namespace mujaz {
namespace {

using store::Row;

constexpr int columns = 16;
const std::string selected =
    "SELECT id, kind, site, story, revision, body, urgency, state, attempts, enqueued, not_before,"
    " leased_until, worker, stage, error, cancelled FROM jobs";

Job job_of(const Row& row) {
  Job job;
  job.id = row.number(0);
  job.kind = row.text(1);
  job.site = row.text(2);
  job.story = row.text(3);
  job.revision = static_cast<int>(row.number(4));
  job.body = row.text(5);
  job.urgency = static_cast<Urgency>(row.number(6));
  for (const JobState state : {JobState::waiting, JobState::running, JobState::dead})
    if (row.text(7) == name(state)) job.state = state;
  job.attempts = static_cast<int>(row.number(8));
  job.enqueued = from_milliseconds(row.number(9));
  job.not_before = from_milliseconds(row.number(10));
  job.leased_until = from_milliseconds(row.number(11));
  job.worker = row.text(12);
  job.stage = row.text(13);
  job.error = row.text(14);
  job.cancelled = row.number(15) != 0;
  return job;
}

/// Who claimed it, and that nobody has since: the number of the attempt is the fence.
constexpr const char* held = " WHERE id = ? AND state = 'running' AND worker = ? AND attempts = ?";

std::chrono::milliseconds backoff(const Retries& retries, int attempts) {
  std::chrono::milliseconds wait = retries.first;
  for (int i = 1; i < attempts && wait < retries.longest; ++i) wait *= 2;
  wait = std::min(wait, retries.longest);
  thread_local std::minstd_rand random(std::random_device{}());
  const auto more = std::uniform_int_distribution<std::int64_t>(0, wait.count() / 2)(random);
  return wait + std::chrono::milliseconds(more);
}

}  // namespace

const char* name(JobState state) {
  switch (state) {
    case JobState::waiting:
      return "waiting";
    case JobState::running:
      return "running";
    case JobState::dead:
      return "dead";
  }
  return "";
}

std::int64_t Jobs::add(const NewJob& job, Time at) {
  if (!job.beside && !job.story.empty())
    rows_.run(
        "DELETE FROM jobs WHERE site = ? AND story = ? AND kind = ? AND state IN ('waiting', "
        "'dead')",
        {job.site, job.story, job.kind});
  // A site's next turn is one behind its last, and not before the turn that is now: so sites with
  // work take turns, however much one of them has waiting.
  const std::int64_t urgency = static_cast<std::int64_t>(job.urgency);
  const auto now =
      rows_.one(1, "SELECT MIN(turn) FROM jobs WHERE state = 'waiting' AND urgency = ?", {urgency});
  const auto last =
      rows_.one(1,
                "SELECT MAX(turn) FROM jobs WHERE site = ? AND state = 'waiting' AND urgency = ?"
                " AND not_before <= ?",
                {job.site, urgency, milliseconds(at)});
  const std::int64_t turn = std::max(now->number(0), last->null(0) ? 0 : last->number(0) + 1);
  const std::int64_t id = store::fresh_number(at);
  rows_.run(
      "INSERT INTO jobs (id, kind, site, story, revision, body, urgency, turn, state, attempts,"
      " enqueued, not_before, leased_until, worker, stage, error, cancelled)"
      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'waiting', 0, ?, ?, 0, '', '', '', 0)",
      {id, job.kind, job.site, job.story, std::int64_t{job.revision}, job.body, urgency, turn,
       milliseconds(at), milliseconds(job.not_before)});
  return id;
}

std::optional<Job> Jobs::claim(const std::string& worker, Time at, std::chrono::milliseconds lease,
                               const std::vector<std::string>& kinds) {
  rows_.run(
      "UPDATE jobs SET state = 'waiting', worker = '', stage = '' WHERE state = 'running'"
      " AND leased_until < ?",
      {milliseconds(at)});
  std::string sql = selected + " WHERE state = 'waiting' AND not_before <= ?";
  std::vector<store::Value> values = {milliseconds(at)};
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    sql += i == 0 ? " AND kind IN (?" : ", ?";
    values.emplace_back(kinds[i]);
  }
  sql += std::string(kinds.empty() ? "" : ")") + " ORDER BY urgency, turn, id LIMIT 4";
  for (const Row& row : rows_.select(columns, sql, std::move(values))) {
    Job job = job_of(row);
    job.state = JobState::running;
    job.worker = worker;
    job.leased_until = at + lease;
    // Another may have taken it since it was seen: then the next.
    if (rows_.run("UPDATE jobs SET state = 'running', worker = ?, attempts = attempts + 1,"
                  " leased_until = ?, cancelled = 0 WHERE id = ? AND state = 'waiting'"
                  " AND attempts = ?",
                  {worker, milliseconds(job.leased_until), job.id, std::int64_t{job.attempts}}) ==
        1) {
      ++job.attempts;
      return job;
    }
  }
  return std::nullopt;
}

bool Jobs::heartbeat(const Job& job, const std::string& stage, Time until) {
  return rows_.run(std::string("UPDATE jobs SET leased_until = ?, stage = ?") + held +
                       " AND cancelled = 0",
                   {milliseconds(until), stage, job.id, job.worker, std::int64_t{job.attempts}}) ==
         1;
}

void Jobs::finish(const Job& job) {
  if (rows_.run(std::string("DELETE FROM jobs") + held,
                {job.id, job.worker, std::int64_t{job.attempts}}) != 1)
    throw Error(ErrorCode::conflict, "The job was given to another worker.",
                std::to_string(job.id));
}

std::optional<JobState> Jobs::fail(const Job& job, const std::string& error, const Retries& retries,
                                   Time at) {
  const JobState next = job.attempts >= retries.most ? JobState::dead : JobState::waiting;
  const bool done =
      rows_.run(std::string("UPDATE jobs SET state = ?, worker = '', stage = '', error = ?,"
                            " not_before = ?") +
                    held,
                {std::string(name(next)), error, milliseconds(at + backoff(retries, job.attempts)),
                 job.id, job.worker, std::int64_t{job.attempts}}) == 1;
  return done ? std::optional(next) : std::nullopt;
}

void Jobs::hand_back(const Job& job) {
  rows_.run(std::string("UPDATE jobs SET state = 'waiting', worker = '', stage = '',"
                        " attempts = attempts - 1") +
                held,
            {job.id, job.worker, std::int64_t{job.attempts}});
}

std::optional<Job> Jobs::find(std::int64_t id) {
  const auto row = rows_.one(columns, selected + " WHERE id = ?", {id});
  if (!row) return std::nullopt;
  return job_of(*row);
}

std::vector<Job> Jobs::list(const std::string& site, std::optional<JobState> state, int limit,
                            std::int64_t after) {
  std::string sql = selected + " WHERE id > ?";
  std::vector<store::Value> values = {after};
  if (!site.empty()) {
    sql += " AND site = ?";
    values.emplace_back(site);
  }
  if (state) {
    sql += " AND state = ?";
    values.emplace_back(std::string(name(*state)));
  }
  values.emplace_back(std::int64_t{std::clamp(limit, 1, 1000)});
  std::vector<Job> out;
  for (const Row& row : rows_.select(columns, sql + " ORDER BY id LIMIT ?", std::move(values)))
    out.push_back(job_of(row));
  return out;
}

std::map<JobState, std::int64_t> Jobs::count(const std::string& site) {
  std::map<JobState, std::int64_t> out;
  for (const JobState state : {JobState::waiting, JobState::running, JobState::dead}) {
    const std::string word = name(state);
    const auto row =
        site.empty()
            ? rows_.one(1, "SELECT COUNT(*) FROM jobs WHERE state = ?", {word})
            : rows_.one(1, "SELECT COUNT(*) FROM jobs WHERE site = ? AND state = ?", {site, word});
    out[state] = row->number(0);
  }
  return out;
}

bool Jobs::again(std::int64_t id, Time at) {
  return rows_.run(
             "UPDATE jobs SET state = 'waiting', attempts = 0, not_before = ?"
             " WHERE id = ? AND state = 'dead'",
             {milliseconds(at), id}) == 1;
}

bool Jobs::cancel(std::int64_t id) {
  if (rows_.run("DELETE FROM jobs WHERE id = ? AND state IN ('waiting', 'dead')", {id}) == 1)
    return true;
  return rows_.run("UPDATE jobs SET cancelled = 1 WHERE id = ? AND state = 'running'", {id}) == 1;
}

}  // namespace mujaz
