"""Every address of the product, in one explicit list."""

from __future__ import annotations

from allauth.account import views as account
from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path, re_path
from wagtail.documents.views.serve import serve as serve_document
from wagtail.urls import serve_pattern
from wagtail.views import serve as serve_page

from leerlus.knowledge.pages import views as pages

# The names are those of allauth, which looks them up; the addresses are ours. What is not here does not exist:
# no changing of e-mail addresses, no codes by mail. `account_signup` only says that one needs an invitation.
signing_in: list[URLPattern | URLResolver] = [
    path("inloggen/", account.login, name="account_login"),
    path("uitloggen/", account.logout, name="account_logout"),
    path("gesloten/", account.account_inactive, name="account_inactive"),
    path("aanmelden/", account.signup, name="account_signup"),
    path("bevestigen/", account.reauthenticate, name="account_reauthenticate"),
    path("wachtwoord/", account.password_change, name="account_change_password"),
    path("wachtwoord-kiezen/", account.password_set, name="account_set_password"),
    path("wachtwoord-vergeten/", account.password_reset, name="account_reset_password"),
    path("wachtwoord-vergeten/verstuurd/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^wachtwoord-vergeten/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "wachtwoord-vergeten/klaar/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("leerlus.discovery.public.urls")),
    path("mijn-werk/", include("leerlus.discovery.desk.urls")),
    path("kwesties/", include("leerlus.practice.issues.urls")),
    path("intervisie/", include("leerlus.practice.peer_sessions.urls")),
    path("knelpunten/", include("leerlus.linking.bottlenecks.urls")),
    path("opbrengsten/", include("leerlus.linking.outcomes.urls")),
    path("terugkoppeling/", include("leerlus.linking.feedback.urls")),
    path("communities/", include("leerlus.linking.open_sessions.urls")),
    path("mail/", include("leerlus.linking.outbox.urls")),
    path("communities/", include("leerlus.linking.communities.urls")),
    path("bijeenkomsten/", include("leerlus.linking.meetings.urls")),
    path("antwoorden/", include("leerlus.linking.recalls.urls")),
    path("signalen/", include("leerlus.system.escalations.urls")),
    path("besluiten/", include("leerlus.system.decisions.urls")),
    path("wet/", include("leerlus.law.articles.urls")),
    path("vragen/", include("leerlus.knowledge.answers.urls")),
    path("hulpmiddelen/", include("leerlus.knowledge.tools.urls")),
    path("websites/", include("leerlus.knowledge.links.urls")),
    path("tijdlijn/", include("leerlus.knowledge.milestones.urls")),
    path("kennis/", include("leerlus.knowledge.pages.urls")),
    path("zoeken/", include("leerlus.discovery.search.urls")),
    path("nieuwsbrief/", include("leerlus.discovery.newsletter.urls")),
    path("account/", include(signing_in)),
    # Pages and files of the content system, and not the addresses beside them: those sign in without our lock-out.
    path("kennis/", include([re_path(serve_pattern, serve_page, name="wagtail_serve")])),
    path("media/images/<str:name>", pages.show_picture, name="picture"),
    path("sitemap.xml", pages.show_sitemap, name="sitemap"),
    path("robots.txt", pages.show_robots, name="robots"),
    path("redactie/account/", pages.EditorSettingsView.as_view(), name="editor_settings"),
    re_path(r"^bestanden/(\d+)/(.*)$", serve_document, name="wagtaildocs_serve"),
    path("redactie/", include("wagtail.admin.urls")),
    path("", include("leerlus.people.urls")),
]

if settings.DEBUG or settings.DEMO:
    urlpatterns += [path("stijlgids/", include("leerlus.ui.urls"))]
