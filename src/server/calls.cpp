// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/calls.h"

namespace mujaz::server {
namespace {

constexpr Needs anyone{Needs::Whom::anyone};
constexpr Needs known{Needs::Whom::known};
constexpr Needs need(Right right) {
  return {Needs::Whom::permitted, right};
}

constexpr std::size_t small = 16u << 10;
constexpr std::size_t article = 4u << 20;

}  // namespace

const std::vector<Call>& calls() {
  using enum Lane;
  static const std::vector<Call> table = {
      // The CMS.
      {"putArticle", "PUT", "/v1/sites/{site}/articles/{id}", need(Right::push), blocking, article},
      {"getArticle", "GET", "/v1/sites/{site}/articles/{id}", need(Right::read)},
      {"deleteArticle", "DELETE", "/v1/sites/{site}/articles/{id}", need(Right::withdraw)},
      {"listArticles", "GET", "/v1/sites/{site}/articles", need(Right::read)},
      // The listener.
      {"getEpisode", "GET", "/v1/sites/{site}/articles/{id}/episode", anyone, blocking, 0, 1, true},
      {"getBox", "GET", "/v1/sites/{site}/articles/{id}/box.html", anyone, blocking, 0, 1, true},
      {"getChapters", "GET", "/v1/sites/{site}/articles/{id}/chapters.json", anyone, blocking, 0, 1,
       true},
      {"getJsonLd", "GET", "/v1/sites/{site}/articles/{id}/jsonld", anyone, blocking, 0, 1, true},
      {"listEpisodes", "GET", "/v1/sites/{site}/episodes", anyone, blocking, 0, 1, true},
      {"getRss", "GET", "/feeds/{site}.xml", anyone, blocking, 0, 2, true},
      {"getAtom", "GET", "/feeds/{site}.atom", anyone, blocking, 0, 2, true},
      {"getOembed", "GET", "/oembed", anyone, blocking, 0, 1, true},
      {"getFrame", "GET", "/embed/{site}/{id}", anyone},
      {"getPlayerFile", "GET", "/player/{file}", anyone, at_once, 0, 1, true},
      {"getMp3", "GET", "/audio/{hash}.mp3", anyone, blocking, 0, 1, true},
      {"getOpus", "GET", "/audio/{hash}.opus", anyone, blocking, 0, 1, true},
      {"getCaptions", "GET", "/captions/{hash}.vtt", anyone, blocking, 0, 1, true},
      {"postPlay", "POST", "/v1/sites/{site}/articles/{id}/plays", anyone, blocking, small, 4,
       true},
      {"postReport", "POST", "/v1/sites/{site}/articles/{id}/reports", anyone, blocking, small, 20,
       true},
      // The desk.
      {"patchPoints", "PATCH", "/v1/sites/{site}/articles/{id}/points", need(Right::edit), heavy,
       64u << 10},
      {"signPoint", "POST", "/v1/sites/{site}/articles/{id}/points/{point}/sign", need(Right::edit),
       blocking, small},
      {"approve", "POST", "/v1/sites/{site}/articles/{id}/approve", need(Right::edit), blocking,
       small},
      {"reject", "POST", "/v1/sites/{site}/articles/{id}/reject", need(Right::edit), blocking,
       small},
      {"withdraw", "POST", "/v1/sites/{site}/articles/{id}/withdraw", need(Right::withdraw),
       blocking, small},
      {"correct", "POST", "/v1/sites/{site}/articles/{id}/correct", need(Right::edit), blocking,
       small},
      {"revoice", "POST", "/v1/sites/{site}/articles/{id}/revoice", need(Right::edit), blocking,
       small},
      {"checkPoints", "POST", "/v1/sites/{site}/articles/{id}/check", need(Right::read), heavy,
       64u << 10, 5},
      {"getClauses", "GET", "/v1/sites/{site}/articles/{id}/clauses", need(Right::read), heavy, 0,
       5},
      {"read", "POST", "/v1/read", need(Right::read), heavy, 64u << 10, 5},
      {"postPresent", "POST", "/v1/sites/{site}/articles/{id}/present", need(Right::read), blocking,
       small},
      {"getStats", "GET", "/v1/sites/{site}/stats", need(Right::read)},
      {"listReports", "GET", "/v1/sites/{site}/reports", need(Right::read)},
      {"closeReport", "DELETE", "/v1/sites/{site}/reports/{report}", need(Right::edit)},
      {"getEvents", "GET", "/v1/sites/{site}/events", need(Right::read)},
      {"getLogJson", "GET", "/v1/sites/{site}/log.json", need(Right::log)},
      {"getLogCsv", "GET", "/v1/sites/{site}/log.csv", need(Right::log)},
      {"listJobs", "GET", "/v1/jobs", need(Right::jobs)},
      {"retryJob", "POST", "/v1/jobs/{job}/retry", need(Right::jobs)},
      {"cancelJob", "DELETE", "/v1/jobs/{job}", need(Right::jobs)},
      {"readWords", "POST", "/v1/sites/{site}/read", need(Right::read), heavy, small, 5},
      {"listLexicon", "GET", "/v1/sites/{site}/lexicon", need(Right::read)},
      {"getLexiconCsv", "GET", "/v1/sites/{site}/lexicon.csv", need(Right::read)},
      {"postLexicon", "POST", "/v1/sites/{site}/lexicon", need(Right::lexicon), heavy, small},
      {"previewLexicon", "POST", "/v1/sites/{site}/lexicon/preview", need(Right::lexicon), heavy,
       small, 5},
      {"deleteLexicon", "DELETE", "/v1/sites/{site}/lexicon/{entry}", need(Right::lexicon)},
      {"restoreLexicon", "POST", "/v1/sites/{site}/lexicon/{entry}/restore", need(Right::lexicon)},
      // The keeper.
      {"listSites", "GET", "/v1/sites", known},
      {"getSite", "GET", "/v1/sites/{site}", need(Right::read)},
      {"putSite", "PUT", "/v1/sites/{site}", need(Right::settings), blocking, 64u << 10},
      {"postSession", "POST", "/v1/sessions", anyone, heavy, small, 20},
      {"getSession", "GET", "/v1/sessions/current", known},
      {"deleteSession", "DELETE", "/v1/sessions/current", known},
      {"beginTotp", "POST", "/v1/sessions/current/totp", known, heavy, small, 20},
      {"confirmTotp", "PUT", "/v1/sessions/current/totp", known, blocking, small, 20},
      {"removeTotp", "POST", "/v1/sessions/current/totp/remove", known, heavy, small, 20},
      {"listTokens", "GET", "/v1/sites/{site}/tokens", need(Right::people)},
      {"postToken", "POST", "/v1/sites/{site}/tokens", need(Right::people), blocking, small},
      {"deleteToken", "DELETE", "/v1/sites/{site}/tokens/{token}", need(Right::people)},
      {"listFeedKeys", "GET", "/v1/sites/{site}/feed-keys", need(Right::people)},
      {"postFeedKey", "POST", "/v1/sites/{site}/feed-keys", need(Right::people), blocking, small},
      {"deleteFeedKey", "DELETE", "/v1/sites/{site}/feed-keys/{key}", need(Right::people)},
      {"listWebhooks", "GET", "/v1/sites/{site}/webhooks", need(Right::webhooks)},
      {"postWebhook", "POST", "/v1/sites/{site}/webhooks", need(Right::webhooks), blocking, small},
      {"patchWebhook", "PATCH", "/v1/sites/{site}/webhooks/{webhook}", need(Right::webhooks),
       blocking, small},
      {"deleteWebhook", "DELETE", "/v1/sites/{site}/webhooks/{webhook}", need(Right::webhooks)},
      {"listDeliveries", "GET", "/v1/sites/{site}/webhooks/{webhook}/deliveries",
       need(Right::webhooks)},
      {"deliverAgain", "POST", "/v1/sites/{site}/webhooks/{webhook}/deliveries/{delivery}/again",
       need(Right::webhooks)},
      {"listUsers", "GET", "/v1/sites/{site}/users", need(Right::people)},
      {"postUser", "POST", "/v1/sites/{site}/users", need(Right::people), heavy, small},
      {"deleteUser", "DELETE", "/v1/sites/{site}/users/{user}", need(Right::people)},
      // The desk's page.
      {"getDeskPlace", "GET", "/desk", anyone, at_once},
      {"getDesk", "GET", "/desk/", anyone, at_once},
      {"getDeskFile", "GET", "/desk/{file}", anyone, at_once},
      // Programs written for OpenAI's API.
      {"postSpeech", "POST", "/v1/audio/speech", known, heavy, 64u << 10, 10},
      {"listVoices", "GET", "/v1/audio/voices", known},
      {"listModels", "GET", "/v1/models", known},
      {"getModel", "GET", "/v1/models/{model}", known},
      // The machine.
      {"getContract", "GET", "/openapi.json", anyone, at_once, 0, 1, true},
      {"getHealth", "GET", "/healthz", anyone, at_once},
      {"getReadiness", "GET", "/readyz", anyone},
      {"getMetrics", "GET", "/metrics", anyone},
  };
  return table;
}

}  // namespace mujaz::server
