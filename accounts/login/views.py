"""The pages of the door: in, out, own password, second factor, password once more."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash, views
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts.log import acting_as
from accounts.log.acts import log_act
from accounts.login import codes, devices, kept, passwords, sessions, step_up
from accounts.login.form import EnrolForm, LoginForm, OwnPasswordForm, StepUpForm
from accounts.models import LogEvent, User

NOBODY = "(không có tài khoản)"


class LoginView(views.LoginView):
    """Đăng nhập: the one door, of the desk as well."""

    authentication_form = LoginForm

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            server_now=timezone.localtime(),
            is_form_kept=kept.is_there(self.request.session),
            **kwargs,
        )

    def form_valid(self, form):
        user = form.get_user()
        with acting_as(user=user):
            response = super().form_valid(form)
            log_act(LogEvent.Kind.LOGIN, User, user=user.get_username())
            if form.cleaned_data.get("trust") and codes.is_enrolled(user):
                devices.trust(self.request, response, user)
        kept.kept_for(self.request)  # drops what somebody else has typed here
        return response

    def form_invalid(self, form):
        if name := form.cleaned_data.get("username"):
            _log_failure(name, where="đăng nhập")
        return super().form_invalid(form)


def _log_failure(name, where):
    """The name is logged only if somebody has it: it may be a mistyped password."""
    is_known = User.objects.filter(username=name).exists()
    kind = LogEvent.Kind.LOGIN_FAILED
    log_act(kind, User, user=name if is_known else NOBODY, where=where)


@login_not_required
def desk_login(request):
    """The admin's own door leads to ours; who may not use the desk is told so."""
    if request.user.is_authenticated and not request.user.is_staff:
        raise PermissionDenied
    way = urlencode({"next": request.GET.get("next", resolve_url("admin:index"))})
    return redirect(f"{resolve_url('login')}?{way}")


class LogoutView(views.LogoutView):
    """Đăng xuất."""

    def post(self, request, *args, **kwargs):
        log_act(LogEvent.Kind.LOGOUT, User, user=request.user.get_username())
        return super().post(request, *args, **kwargs)


class PasswordView(views.PasswordChangeView):
    """Đổi mật khẩu: ends every other session and all trust."""

    form_class = OwnPasswordForm

    def form_valid(self, form):
        user = form.save()
        passwords.choose_own(user)
        update_session_auth_hash(self.request, user)
        return redirect("password_change_done")


@require_http_methods(["GET", "HEAD", "POST"])
def step_up_page(request):
    """Xác nhận lại mật khẩu, then on to what was asked for."""
    wanted = _inside(request, request.POST.get("next") or request.GET.get("next"))
    form = StepUpForm(
        request.POST or None, request=request, has_code=codes.is_enrolled(request.user)
    )
    if request.method == "POST":
        if form.is_valid():
            return _go_on(request, form.user, wanted)
        if form.non_field_errors():
            _log_failure(request.user.get_username(), where="xác nhận lại mật khẩu")
    return render(request, "registration/step_up.html", {"form": form, "next": wanted})


def _go_on(request, user, wanted):
    # A new key for a session that may do more; the hash of the password may be newer.
    update_session_auth_hash(request, user)
    step_up.confirm(request.session)
    log_act(LogEvent.Kind.STEP_UP, User, user=user.get_username())
    return render(request, "registration/step_up_done.html", {"next": wanted})


def _inside(request, url):
    """The address if it is one of ours, else the first page."""
    is_ours = url_has_allowed_host_and_scheme(
        url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return url if is_ours else "/"


@require_safe
def kept_form(request):
    """What was typed when the session ended, to be sent again with one press."""
    form = kept.kept_for(request)
    if form is None:
        messages.info(request, "Không còn nội dung nào đang chờ gửi lại.")
        return redirect("/")
    return render(request, "registration/kept_form.html", {"kept": form})


@require_http_methods(["GET", "HEAD", "POST"])
def enrol(request):
    """Đăng ký mã xác nhận: a new telephone, then ten codes on paper."""
    user = request.user
    if user.first_password_until is not None:
        return redirect("password_change")
    if codes.is_enrolled(user):
        step_up.require_step_up(request)
    form = EnrolForm(request.POST or None)
    if form.is_valid():
        if codes.enrol(user, form.cleaned_data["code"]):
            return _paper(request)
        form.add_error("code", "Mã không đúng. Hãy chờ mã tiếp theo rồi nhập lại.")
    device = codes.new_phone(user)
    context = {"form": form, "secret": codes.secret_text(device)}
    context |= {"picture": codes.qr_picture(device), "server_now": timezone.localtime()}
    context["is_demanded"] = codes.is_demanded(user)
    return render(request, "registration/enrol.html", context)


@require_POST
def paper_codes(request):
    """Ten new codes on paper, in place of the old ones."""
    if not codes.is_enrolled(request.user):
        return redirect("enrol")
    step_up.require_step_up(request)
    return _paper(request)


def _paper(request):
    page = {"codes": codes.new_paper_codes(request.user)}
    return render(request, "registration/paper_codes.html", page)


@require_safe
def account(request):
    """Tài khoản của tôi: second factor, trusted devices, log out everywhere."""
    user = request.user
    page = {
        "is_enrolled": codes.is_enrolled(user),
        "codes_left": codes.paper_codes_left(user),
        "devices": user.devices.filter(until__gt=timezone.now()).order_by("-made_at"),
        "days": settings.TRUST_DEVICE_DAYS,
    }
    return render(request, "registration/account.html", page)


@require_POST
def end_sessions(request):
    """Đăng xuất mọi nơi: this browser as well."""
    log_act(
        LogEvent.Kind.LOGOUT, User, user=request.user.get_username(), where="mọi nơi"
    )
    sessions.end_all(request.user)
    request.session.flush()
    return redirect("login")
