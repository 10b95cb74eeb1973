// SPDX-License-Identifier: GPL-3.0-or-later
// The two tables of the newsroom: moves, and who may what; and the names of everything.
#include <algorithm>
#include <array>

#include "mujaz/newsroom.h"

namespace mujaz {
namespace {

template <typename Kind>
using Names = std::vector<std::pair<Kind, const char*>>;

template <typename Kind>
const char* name_in(const Names<Kind>& names, Kind kind) {
  for (const auto& [known, word] : names)
    if (known == kind) return word;
  return "";
}

template <typename Kind>
Kind parse_in(const Names<Kind>& names, std::string_view word, const char* what) {
  for (const auto& [known, text] : names)
    if (word == text) return known;
  throw Error(ErrorCode::bad_input, std::string("There is no such ") + what + ".",
              std::string(word.substr(0, 64)));
}

const Names<State> state_names = {{State::received, "received"}, {State::drafted, "drafted"},
                                  {State::held, "held"},         {State::in_review, "in_review"},
                                  {State::approved, "approved"}, {State::published, "published"},
                                  {State::stale, "stale"},       {State::withdrawn, "withdrawn"}};
const Names<Event> event_names = {
    {Event::push, "push"},         {Event::revise, "revise"},   {Event::unground, "unground"},
    {Event::draft, "draft"},       {Event::hold, "hold"},       {Event::review, "review"},
    {Event::accept, "accept"},     {Event::edit, "edit"},       {Event::sign, "sign"},
    {Event::overrule, "overrule"}, {Event::approve, "approve"}, {Event::reject, "reject"},
    {Event::voice, "voice"},       {Event::revoice, "revoice"}, {Event::publish, "publish"},
    {Event::fail, "fail"},         {Event::correct, "correct"}, {Event::withdraw, "withdraw"}};
const Names<Right> right_names = {
    {Right::work, "work"},         {Right::push, "push"},         {Right::withdraw, "withdraw"},
    {Right::read, "read"},         {Right::edit, "edit"},         {Right::overrule, "overrule"},
    {Right::log, "log"},           {Right::lexicon, "lexicon"},   {Right::jobs, "jobs"},
    {Right::webhooks, "webhooks"}, {Right::settings, "settings"}, {Right::people, "people"}};
const Names<Role> role_names = {{Role::push, "push"},
                                {Role::edit, "edit"},
                                {Role::overrule, "overrule"},
                                {Role::admin, "admin"},
                                {Role::machine, "machine"}};
const Names<Policy> policy_names = {
    {Policy::review, "review"}, {Policy::held, "held"}, {Policy::publish, "publish"}};
const Names<OnStale> on_stale_names = {{OnStale::hide, "hide"}, {OnStale::correct, "correct"}};
const Names<Decision> decision_names = {{Decision::none, "none"},
                                        {Decision::approved, "approved"},
                                        {Decision::signed_for, "signed_for"},
                                        {Decision::overruled, "overruled"}};

/// A right and the roles that have it.
struct Grant {
  Right right;
  bool push, edit, overrule, admin, machine;
};
constexpr std::array<Grant, 12> grants = {{
    //                 push   edit   over   admin  machine
    {Right::work, false, false, false, false, true},
    {Right::push, true, false, false, true, false},
    {Right::withdraw, true, true, true, true, false},
    {Right::read, true, true, true, true, false},
    {Right::edit, false, true, true, true, false},
    {Right::overrule, false, false, true, true, false},
    {Right::log, false, true, true, true, false},
    {Right::lexicon, false, true, true, true, false},
    {Right::jobs, false, false, false, true, false},
    {Right::webhooks, false, false, false, true, false},
    {Right::settings, false, false, false, true, false},
    {Right::people, false, false, false, true, false},
}};

}  // namespace

const char* name(State state) {
  return name_in(state_names, state);
}
const char* name(Event event) {
  return name_in(event_names, event);
}
const char* name(Right right) {
  return name_in(right_names, right);
}
const char* name(Role role) {
  return name_in(role_names, role);
}
const char* name(Policy policy) {
  return name_in(policy_names, policy);
}
const char* name(OnStale on_stale) {
  return name_in(on_stale_names, on_stale);
}
const char* name(Decision decision) {
  return name_in(decision_names, decision);
}
const char* name(Label label) {
  return label == Label::editor ? "editor" : "machine";
}
const char* name(Task task) {
  switch (task) {
    case Task::draft:
      return "draft";
    case Task::voice:
      return "voice";
    case Task::publish:
      return "publish";
  }
  return "";
}
State parse_state(std::string_view word) {
  return parse_in(state_names, word, "state");
}
Policy parse_policy(std::string_view word) {
  return parse_in(policy_names, word, "policy");
}
OnStale parse_on_stale(std::string_view word) {
  return parse_in(on_stale_names, word, "way with stale episodes");
}
Role parse_role(std::string_view word) {
  const Role role = parse_in(role_names, word, "role");
  if (role == Role::machine)
    throw Error(ErrorCode::bad_input, "The machine's role is given to nobody.");
  return role;
}

bool may(Role role, Right right) {
  const auto row = std::find_if(grants.begin(), grants.end(),
                                [right](const Grant& grant) { return grant.right == right; });
  if (row == grants.end()) return false;
  switch (role) {
    case Role::push:
      return row->push;
    case Role::edit:
      return row->edit;
    case Role::overrule:
      return row->overrule;
    case Role::admin:
      return row->admin;
    case Role::machine:
      return row->machine;
  }
  return false;
}

const std::vector<Move>& moves() {
  using enum State;
  static const std::vector<Move> table = {
      // A new text: the work begins again.
      {received, Event::push, Right::push, received},
      {drafted, Event::push, Right::push, received},
      {held, Event::push, Right::push, received},
      {in_review, Event::push, Right::push, received},
      {approved, Event::push, Right::push, received},
      {published, Event::push, Right::push, received},
      {stale, Event::push, Right::push, stale},
      {withdrawn, Event::push, Right::push, received},
      // A new text under which every point stands: nothing is done again.
      {in_review, Event::revise, Right::push, in_review},
      {approved, Event::revise, Right::push, approved},
      {published, Event::revise, Right::push, published},
      // It took the ground from what is public.
      {received, Event::unground, Right::push, stale},
      {drafted, Event::unground, Right::push, stale},
      {held, Event::unground, Right::push, stale},
      {in_review, Event::unground, Right::push, stale},
      {approved, Event::unground, Right::push, stale},
      {published, Event::unground, Right::push, stale},
      // The machine's results.
      {received, Event::draft, Right::work, drafted},
      {stale, Event::draft, Right::work, drafted},
      {drafted, Event::voice, Right::work, drafted},
      {held, Event::voice, Right::work, held},
      {in_review, Event::voice, Right::work, in_review},
      {approved, Event::voice, Right::work, approved},
      {published, Event::voice, Right::work, published},
      {drafted, Event::hold, Right::work, held},
      {drafted, Event::review, Right::work, in_review},
      {drafted, Event::accept, Right::work, approved},
      {approved, Event::publish, Right::work, published},
      {received, Event::fail, Right::work, held},
      {drafted, Event::fail, Right::work, held},
      {in_review, Event::fail, Right::work, in_review},
      {approved, Event::fail, Right::work, held},
      {published, Event::fail, Right::work, published},
      {stale, Event::fail, Right::work, held},
      // The editor's.
      {drafted, Event::edit, Right::edit, in_review},
      {held, Event::edit, Right::edit, in_review},
      {in_review, Event::edit, Right::edit, in_review},
      {approved, Event::edit, Right::edit, in_review},
      {published, Event::edit, Right::edit, in_review},
      {drafted, Event::sign, Right::edit, in_review},
      {held, Event::sign, Right::edit, in_review},
      {in_review, Event::sign, Right::edit, in_review},
      {approved, Event::sign, Right::edit, approved},
      {published, Event::sign, Right::edit, approved},  // it joins the box
      {drafted, Event::overrule, Right::overrule, in_review},
      {held, Event::overrule, Right::overrule, in_review},
      {in_review, Event::overrule, Right::overrule, in_review},
      {approved, Event::overrule, Right::overrule, approved},
      {published, Event::overrule, Right::overrule, approved},
      {drafted, Event::approve, Right::edit, approved},
      {held, Event::approve, Right::edit, approved},
      {in_review, Event::approve, Right::edit, approved},
      {approved, Event::approve, Right::edit, approved},  // a person behind the machine's word
      {published, Event::approve, Right::edit, published},
      {drafted, Event::reject, Right::edit, held},
      {in_review, Event::reject, Right::edit, held},
      {approved, Event::reject, Right::edit, held},
      {drafted, Event::revoice, Right::edit, drafted},
      {held, Event::revoice, Right::edit, held},
      {in_review, Event::revoice, Right::edit, in_review},
      {approved, Event::revoice, Right::edit, approved},
      {published, Event::revoice, Right::edit, published},
      {published, Event::correct, Right::edit, published},
      {received, Event::withdraw, Right::withdraw, withdrawn},
      {drafted, Event::withdraw, Right::withdraw, withdrawn},
      {held, Event::withdraw, Right::withdraw, withdrawn},
      {in_review, Event::withdraw, Right::withdraw, withdrawn},
      {approved, Event::withdraw, Right::withdraw, withdrawn},
      {published, Event::withdraw, Right::withdraw, withdrawn},
      {stale, Event::withdraw, Right::withdraw, withdrawn},
  };
  return table;
}

const Move* find_move(State from, Event event) {
  for (const Move& move : moves())
    if (move.from == from && move.event == event) return &move;
  return nullptr;
}

Policy HousePolicy::of(const std::string& section) const {
  const auto found = sections.find(section);
  return found == sections.end() ? policy : found->second;
}

}  // namespace mujaz
