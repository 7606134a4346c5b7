_save.onclick=async function(e){
if(location.protocol=='file:')return;
e.preventDefault();
var d=document.documentElement.cloneNode(true),g=document.images,n=0,a,i,b;
for(a of d.querySelectorAll('a'))if(a.getAttribute('href')[0]!='#')a.href=a.href;
for(i of d.querySelectorAll('img')){
a=g[n++];
try{b=await(await fetch(a.currentSrc||a.src)).blob();i.src=await new Promise(function(f){a=new FileReader;a.onload=function(){f(a.result)};a.readAsDataURL(b)});i.removeAttribute('srcset');i.removeAttribute('loading')}catch(x){i.src=i.src}
}
a=document.createElement('a');
a.href=URL.createObjectURL(new Blob(['<!doctype html>'+d.outerHTML],{type:'text/html'}));
a.download=_save.download;
a.click()
}
