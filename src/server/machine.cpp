// SPDX-License-Identifier: GPL-3.0-or-later
// What machines ask: the contract, whether we live, figures.
#include "server/api.h"
#include "server/contract.h"
#include "server/input.h"
#include "server/metrics.h"
#include "server/problem.h"

namespace mujaz::server {

void add_machine(const ApiPtr& api, Handlers& handlers) {
  auto& add = handlers.handlers;
  const auto contract = std::make_shared<const std::string>(contract_json());
  add["getContract"] = [contract](const Request&, const Visitor&) {
    Response response = text("", "application/json");
    response.body = contract;
    return response;
  };
  add["getHealth"] = [](const Request&, const Visitor&) { return json({{"status", "ok"}}); };
  add["getReadiness"] = [api](const Request&, const Visitor&) {
    if (!api->store().answers()) throw Problem(503, "The database does not answer.");
    return json({{"status", "ok"}});
  };
  add["getMetrics"] = [api](const Request&, const Visitor&) {
    return text(api->metrics->text(*api), "text/plain; version=0.0.4; charset=utf-8");
  };
}

}  // namespace mujaz::server
