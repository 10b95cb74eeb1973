// SPDX-License-Identifier: GPL-3.0-or-later
// What the public is shown: a site's front (the member `page` of its settings), who may see it, and
// an episode with whole addresses.
#pragma once

#include <string>
#include <vector>

#include "mujaz/outlet.h"
#include "server/api.h"

namespace mujaz::server {

/// What pages and feeds say of a site; the members of `page`. Others than these are kept for pages
/// that know them.
struct Front {
  std::string title, description, link, image, owner, email, copyright, hub, guid;
  std::string category = "News", language = "ar";
  std::string origin;               ///< `https://host`, how the public reaches this server
  std::vector<std::string> frames;  ///< who may frame our pages: origins; empty: everybody
  bool personal = false;            ///< `private`: nothing is public without a feed's key
};
/// Throws Problem 422 that names the member.
Front front_of(const Site& site);

/// A site whose public side the visitor may see.
struct Admitted {
  Site site;
  Front front;
  std::string key;  ///< that came with the request; of a private site
};
/// Throws Problem 404 for an unknown site, 401 where it is private and neither a feed's key (the
/// query's `key`) nor the right to read came.
Admitted admit(Transaction& rows, const std::string& site, const Request& request,
               const Visitor& visitor);

/// How the public reaches us. Throws Problem 400 where the request's Host is none.
std::string origin_of(const Request& request, const Front& front);
/// The same for our own addresses behind it: with the key of a private site.
std::string address(const std::string& origin, const Admitted& admitted, const std::string& path);

/// The story as the public is shown it. Throws Problem 404, and 410 where it was withdrawn.
const Live& shown_of(const std::optional<Story>& story);

Channel channel_of(const Admitted& admitted, const std::string& origin);
/// A story that is visible.
Showing showing_of(const Story& story, const Admitted& admitted, const std::string& origin);

/// RFC 4122, version 5, in the namespace of podcasts.
std::string podcast_uuid(const std::string& name);

}  // namespace mujaz::server
