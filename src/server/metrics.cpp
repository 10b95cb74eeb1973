// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/metrics.h"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <mutex>
#include <unordered_map>

#include "mujaz/jobs.h"

namespace mujaz::server {
namespace {

const prometheus::Histogram::BucketBoundaries seconds = {0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025,
                                                         0.05,   0.1,   0.25,   1,     2.5,  10};

}  // namespace

struct Metrics::Families {
  prometheus::Registry registry;
  prometheus::Family<prometheus::Counter>& requests =
      prometheus::BuildCounter()
          .Name("mujaz_http_requests_total")
          .Help("Requests answered, by call and class of status.")
          .Register(registry);
  prometheus::Family<prometheus::Histogram>& duration =
      prometheus::BuildHistogram()
          .Name("mujaz_http_request_seconds")
          .Help("From the header's end to the last byte of the answer.")
          .Register(registry);
  prometheus::Family<prometheus::Counter>& sent = prometheus::BuildCounter()
                                                      .Name("mujaz_http_sent_bytes_total")
                                                      .Help("Bytes of bodies sent.")
                                                      .Register(registry);
  prometheus::Family<prometheus::Gauge>& now = prometheus::BuildGauge()
                                                   .Name("mujaz_http_now")
                                                   .Help("Connections, and requests that wait.")
                                                   .Register(registry);
  prometheus::Family<prometheus::Gauge>& jobs =
      prometheus::BuildGauge().Name("mujaz_jobs").Help("Jobs, by state.").Register(registry);
  /// The counters of a call, found without building labels at each request.
  struct OfCall {
    prometheus::Counter* by_class[6] = {};
    prometheus::Histogram* duration = nullptr;
  };
  std::mutex mutex;
  std::unordered_map<const Route*, OfCall> calls;
  prometheus::Counter& bytes = sent.Add({});
};

Metrics::Metrics() : families_(std::make_unique<Families>()) {}
Metrics::~Metrics() = default;

void Metrics::count(const Access& access) {
  Families& all = *families_;
  const std::lock_guard lock(all.mutex);
  Families::OfCall& call = all.calls[access.route];
  const std::string name = access.route ? access.route->name : "none";
  if (!call.duration) call.duration = &all.duration.Add({{"call", name}}, seconds);
  const int status = access.status / 100 % 6;
  prometheus::Counter*& counter = call.by_class[status];
  if (!counter)
    counter = &all.requests.Add({{"call", name}, {"status", std::to_string(status) + "xx"}});
  counter->Increment();
  call.duration->Observe(access.seconds);
  all.bytes.Increment(static_cast<double>(access.bytes));
}

std::string Metrics::text(const Api& api) const {
  const auto set = [&](const char* what, std::size_t value) {
    families_->now.Add({{"what", what}}).Set(static_cast<double>(value));
  };
  const Listener::Figures figures = api.figures();
  set("connections", figures.connections);
  set("waiting", figures.waiting);
  set("waiting_heavy", figures.waiting_heavy);
  std::map<JobState, std::int64_t> jobs;
  api.store().read([&](Transaction& rows) { jobs = Jobs(rows).count(); });
  for (const JobState state : {JobState::waiting, JobState::running, JobState::dead})
    families_->jobs.Add({{"state", name(state)}}).Set(static_cast<double>(jobs[state]));
  return prometheus::TextSerializer().Serialize(families_->registry.Collect());
}

}  // namespace mujaz::server
