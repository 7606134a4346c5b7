_l.onchange = function () { try { localStorage.large = +_l.checked } catch (e) { } };
try { _l.checked = +localStorage.large } catch (e) { }
