_l.onchange=function(){document.documentElement.className=_l.checked?'l':'';try{localStorage.l=+_l.checked}catch(e){}};
try{_l.checked=+localStorage.l}catch(e){}
_l.onchange()
